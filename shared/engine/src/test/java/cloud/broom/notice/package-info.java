@NullMarked
package cloud.broom.notice;

import org.jspecify.annotations.NullMarked;
