/** Once a minute: whatever is due is woken or delivered. */
@NullMarked
package cloud.broom.watch;

import org.jspecify.annotations.NullMarked;
