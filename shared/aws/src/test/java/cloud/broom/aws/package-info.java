@NullMarked
package cloud.broom.aws;

import org.jspecify.annotations.NullMarked;
