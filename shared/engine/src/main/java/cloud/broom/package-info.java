/** The way of a run: {@link cloud.broom.Broom#advance} moves it from where its record says it is to its next halt. */
@NullMarked
package cloud.broom;

import org.jspecify.annotations.NullMarked;
