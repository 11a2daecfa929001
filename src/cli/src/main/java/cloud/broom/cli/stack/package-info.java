/** A deployed stack, seen from outside: its functions, which do everything, and its records, which tell of it. */
@NullMarked
package cloud.broom.cli.stack;

import org.jspecify.annotations.NullMarked;
