/** The engine on fakes: whole runs, their faults, and what they cost. */
@NullMarked
package cloud.broom.testkit;

import org.jspecify.annotations.NullMarked;
