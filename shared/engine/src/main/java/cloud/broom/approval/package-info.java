/** Who approves a plan, proven rather than claimed. */
@NullMarked
package cloud.broom.approval;

import org.jspecify.annotations.NullMarked;
