@NullMarked
package cloud.broom.local;

import org.jspecify.annotations.NullMarked;
