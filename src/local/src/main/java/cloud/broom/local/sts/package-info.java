/** The caller's identity. */
@NullMarked
package cloud.broom.local.sts;

import org.jspecify.annotations.NullMarked;
