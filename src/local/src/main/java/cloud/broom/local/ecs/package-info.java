/** ECS: clusters, task definitions, tasks and services, of which nothing really runs: a task is RUNNING until it is told to stop. */
@NullMarked
package cloud.broom.local.ecs;

import org.jspecify.annotations.NullMarked;
