/** How one service hands a payload to another: by the ARN of the target, under a role. */
@NullMarked
package cloud.broom.local.delivery;

import org.jspecify.annotations.NullMarked;
