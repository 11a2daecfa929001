/**
 * When a schedule fires: EventBridge Scheduler's {@code cron}, {@code rate} and {@code at} expressions, refused where
 * AWS refuses them.
 */
@NullMarked
package cloud.broom.schedule;

import org.jspecify.annotations.NullMarked;
