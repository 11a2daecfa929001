@NullMarked
package cloud.broom.cli.stack;

import org.jspecify.annotations.NullMarked;
