@NullMarked
package cloud.broom.json;

import org.jspecify.annotations.NullMarked;
