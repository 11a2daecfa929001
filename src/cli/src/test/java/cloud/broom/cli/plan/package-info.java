@NullMarked
package cloud.broom.cli.plan;

import org.jspecify.annotations.NullMarked;
