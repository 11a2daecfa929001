/** A configured task: the spec, its limits, and the slot it is asked to run for. */
@NullMarked
package cloud.broom.job;

import org.jspecify.annotations.NullMarked;
