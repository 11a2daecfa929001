/** What becomes of a job's incidents, and what people are told of it. */
@NullMarked
package cloud.broom.telling;

import org.jspecify.annotations.NullMarked;
