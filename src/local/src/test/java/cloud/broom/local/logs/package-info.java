@NullMarked
package cloud.broom.local.logs;

import org.jspecify.annotations.NullMarked;
