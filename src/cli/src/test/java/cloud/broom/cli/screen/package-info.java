@NullMarked
package cloud.broom.cli.screen;

import org.jspecify.annotations.NullMarked;
