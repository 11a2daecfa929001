@NullMarked
package cloud.broom.incident;

import org.jspecify.annotations.NullMarked;
