/** Tests of parts and their counts. */
@NullMarked
package cloud.broom.plan;

import org.jspecify.annotations.NullMarked;
