/** EventBridge: buses, rules by pattern or by time, and their targets. */
@NullMarked
package cloud.broom.local.events;

import org.jspecify.annotations.NullMarked;
