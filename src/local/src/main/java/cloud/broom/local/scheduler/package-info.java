/** EventBridge Scheduler: schedules that really fire. */
@NullMarked
package cloud.broom.local.scheduler;

import org.jspecify.annotations.NullMarked;
