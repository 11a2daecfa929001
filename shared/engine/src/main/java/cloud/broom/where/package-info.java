/** A condition of a job's own, in CEL: compiled only where a job has one, so that no other run pays for loading it. */
@NullMarked
package cloud.broom.where;

import org.jspecify.annotations.NullMarked;
