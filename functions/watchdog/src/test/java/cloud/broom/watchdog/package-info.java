@NullMarked
package cloud.broom.watchdog;

import org.jspecify.annotations.NullMarked;
