/** The watchdog's function: each minute it wakes what is due. */
@NullMarked
package cloud.broom.watchdog;

import org.jspecify.annotations.NullMarked;
