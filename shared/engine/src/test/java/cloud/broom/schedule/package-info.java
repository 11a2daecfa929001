/** Tests of schedule expressions. */
@NullMarked
package cloud.broom.schedule;

import org.jspecify.annotations.NullMarked;
