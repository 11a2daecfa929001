/** Patterns, tags and exemptions. */
@NullMarked
package cloud.broom.control;

import org.jspecify.annotations.NullMarked;
