/** What a plan comes to, and how two of them differ. */
@NullMarked
package cloud.broom.cli.plan;

import org.jspecify.annotations.NullMarked;
