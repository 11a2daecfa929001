/** Tests of the retry rules. */
@NullMarked
package cloud.broom.retry;

import org.jspecify.annotations.NullMarked;
