/** What every line of the log says about what it is a line of. */
@NullMarked
package cloud.broom.log;

import org.jspecify.annotations.NullMarked;
