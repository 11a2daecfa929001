/** Tests of what a task says. */
@NullMarked
package cloud.broom.task;

import org.jspecify.annotations.NullMarked;
