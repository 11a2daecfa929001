/** The record of a run, its states, and the one writer that moves it. */
@NullMarked
package cloud.broom.run;

import org.jspecify.annotations.NullMarked;
