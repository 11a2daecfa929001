@NullMarked
package cloud.broom.cli.file;

import org.jspecify.annotations.NullMarked;
