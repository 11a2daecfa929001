/** What a task is: it finds resources, judges them, and acts on what it is told to. */
@NullMarked
package cloud.broom.task;

import org.jspecify.annotations.NullMarked;
