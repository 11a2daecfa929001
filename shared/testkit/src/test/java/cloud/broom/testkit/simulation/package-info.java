/** What the simulator finds, and what it would find if a guard were missing. */
@NullMarked
package cloud.broom.testkit.simulation;

import org.jspecify.annotations.NullMarked;
