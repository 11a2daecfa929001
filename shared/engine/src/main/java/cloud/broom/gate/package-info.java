/** What stands between a plan and its action. */
@NullMarked
package cloud.broom.gate;

import org.jspecify.annotations.NullMarked;
