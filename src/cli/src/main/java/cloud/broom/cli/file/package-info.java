/** {@code broom.yaml}: jobs as a team keeps them beside its code, read strictly and refused with every problem at once. */
@NullMarked
package cloud.broom.cli.file;

import org.jspecify.annotations.NullMarked;
