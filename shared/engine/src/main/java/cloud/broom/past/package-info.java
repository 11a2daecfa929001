/** What runs have planned and what became of it, read back: for whoever accounts for a run, or undoes it. */
@NullMarked
package cloud.broom.past;

import org.jspecify.annotations.NullMarked;
