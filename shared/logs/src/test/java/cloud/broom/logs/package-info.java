@NullMarked
package cloud.broom.logs;

import org.jspecify.annotations.NullMarked;
