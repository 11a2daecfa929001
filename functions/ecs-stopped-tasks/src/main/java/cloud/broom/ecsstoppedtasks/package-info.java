/** The task ecs-stopped-tasks: runs standalone ECS tasks again that have stopped, and tells of services that lack tasks. */
@NullMarked
package cloud.broom.ecsstoppedtasks;

import org.jspecify.annotations.NullMarked;
