/** What a command says, and how it ends: text for people, exit codes for scripts. */
@NullMarked
package cloud.broom.cli.screen;

import org.jspecify.annotations.NullMarked;
