package cloud.broom.ecsstoppedtasks;

import cloud.broom.aws.AwsErrors;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.Outcome;
import cloud.broom.task.TaskFailure;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What is done about a service that lacks tasks: by default it is told of, as an item that failed, with what its tasks stopped for.
 * A forced deployment replaces its healthy tasks too, so a job has to ask for that.
 */
final class LackingTasks {
    /** Of the tasks that stopped last, so many are told of. */
    private static final int REASONS = 3;

    private final EcsClient ecs;
    private final Cluster cluster;

    LackingTasks(EcsClient ecs, Cluster cluster) {
        this.ecs = ecs;
        this.cluster = cluster;
    }

    /** So that its run ends PARTIAL. */
    Outcome report(Item item, ServiceState now) {
        return Outcome.failed(
                ErrorName.of("ECS.BelowDesiredCount"), "service " + item.name() + ": " + now.counts() + reasons(item));
    }

    Outcome redeploy(Item item) {
        try {
            Service service = ecs.updateService(update ->
                            update.cluster(item.cluster()).service(item.id()).forceNewDeployment(true))
                    .service();
            return service.deployments().stream()
                    .filter(deployment -> deployment.status().equals("PRIMARY"))
                    .map(Deployment::id)
                    .findFirst()
                    .map(Outcome::done)
                    .orElseGet(Outcome::done);
        } catch (SdkException thrown) {
            TaskFailure failure = AwsErrors.failure(thrown, "ECS", "service " + item.id());
            return Outcome.failed(failure.error(), String.valueOf(failure.getMessage()));
        }
    }

    private String reasons(Item item) {
        List<Task> stopped = cluster.describe(cluster.stoppedTasksOf(item.name()));
        if (stopped.isEmpty()) {
            return "; ECS shows no task of it that stopped within the hour";
        }
        return stopped.stream()
                .sorted(Comparator.comparing(LackingTasks::order).reversed())
                .limit(REASONS)
                .map(LackingTasks::told)
                .collect(Collectors.joining("; ", "; " + stopped.size() + " stopped within the hour, the last: ", ""));
    }

    private static String order(Task task) {
        return String.valueOf(task.stoppedAt());
    }

    private static String told(Task task) {
        String containers = StoppedTask.told(StoppedTask.containers(task));
        return Item.lastSegment(task.taskArn()) + " at " + task.stoppedAt() + ", "
                + StoppedTask.text(task.stoppedReason()) + (containers.isEmpty() ? "" : " (" + containers + ")");
    }
}
