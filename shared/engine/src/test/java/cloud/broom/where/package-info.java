@NullMarked
package cloud.broom.where;

import org.jspecify.annotations.NullMarked;
