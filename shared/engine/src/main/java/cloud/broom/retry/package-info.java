/** The Retry rules of the Amazon States Language, with its field names and meaning. */
@NullMarked
package cloud.broom.retry;

import org.jspecify.annotations.NullMarked;
