/** Tests of the cache's parts that stand alone. */
@NullMarked
package cloud.broom.fact;

import org.jspecify.annotations.NullMarked;
