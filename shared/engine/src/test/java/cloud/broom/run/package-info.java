/** Tests of the record of a run. */
@NullMarked
package cloud.broom.run;

import org.jspecify.annotations.NullMarked;
