@NullMarked
package cloud.broom.cli;

import org.jspecify.annotations.NullMarked;
