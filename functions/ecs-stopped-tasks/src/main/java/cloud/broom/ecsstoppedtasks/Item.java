package cloud.broom.ecsstoppedtasks;

import cloud.broom.task.Resource;
import cloud.broom.task.Reversibility;
import java.util.Optional;

/**
 * A task or a service of a cluster.
 *
 * @param id its ARN
 * @param name the family of a task's definition; a service's name
 * @param cluster the cluster's ARN
 * @param taskDefinition its ARN, revision included
 * @param group {@code service:<name>} for what belongs to a service; {@code family:<name>} unless somebody said another
 * @param task what only a task has
 * @param service what only a service has
 */
record Item(
        Kind kind,
        String id,
        String name,
        String cluster,
        String taskDefinition,
        String group,
        Optional<StoppedTask> task,
        Optional<ServiceState> service)
        implements Resource {
    enum Kind {
        TASK,
        SERVICE
    }

    Item {
        if (task.isPresent() == service.isPresent() || task.isPresent() != (kind == Kind.TASK)) {
            throw new IllegalArgumentException("is not one of a task and a service, as its kind says: " + id);
        }
    }

    /** The family in a task definition's ARN, {@code arn:aws:ecs:<region>:<account>:task-definition/<family>:<revision>}. */
    static String family(String taskDefinition) {
        return taskDefinition.replaceFirst("^.*/", "").replaceFirst(":\\d+$", "");
    }

    /** A task's or a service's own name, the end of its ARN. */
    static String lastSegment(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** What runs again frees nothing. */
    @Override
    public long bytes() {
        return 0;
    }

    /** A task that was run again can be stopped, and a service was running already; what they did meanwhile stays done. */
    @Override
    public Reversibility reversibility() {
        return Reversibility.REVERSIBLE;
    }
}
