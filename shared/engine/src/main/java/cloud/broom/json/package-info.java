/** Strict reading of JSON: what does not fit is refused with its path, its value and what is allowed. */
@NullMarked
package cloud.broom.json;

import org.jspecify.annotations.NullMarked;
