@NullMarked
package cloud.broom.local.iam;

import org.jspecify.annotations.NullMarked;
