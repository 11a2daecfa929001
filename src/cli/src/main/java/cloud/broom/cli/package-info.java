/** The {@code broom} command: what a person or a script asks of a stack, or of the local cloud. */
@NullMarked
package cloud.broom.cli;

import org.jspecify.annotations.NullMarked;
