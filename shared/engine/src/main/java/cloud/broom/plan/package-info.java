/** What a run intends and what became of it: immutable parts, their totals and digest. */
@NullMarked
package cloud.broom.plan;

import org.jspecify.annotations.NullMarked;
