@NullMarked
package cloud.broom.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
