/** Tests of what a function is called with. */
@NullMarked
package cloud.broom.call;

import org.jspecify.annotations.NullMarked;
