/** The real engine in a world of fakes whose time, luck and order of events come from one seed; the laws are its invariants. */
@NullMarked
package cloud.broom.testkit.simulation;

import org.jspecify.annotations.NullMarked;
