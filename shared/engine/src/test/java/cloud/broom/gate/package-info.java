/** Tests of what may act. */
@NullMarked
package cloud.broom.gate;

import org.jspecify.annotations.NullMarked;
