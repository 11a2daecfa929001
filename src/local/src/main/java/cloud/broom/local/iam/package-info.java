/** Who calls, what the call needs, and whether the caller's policies allow it. Knows nothing of HTTP. */
@NullMarked
package cloud.broom.local.iam;

import org.jspecify.annotations.NullMarked;
