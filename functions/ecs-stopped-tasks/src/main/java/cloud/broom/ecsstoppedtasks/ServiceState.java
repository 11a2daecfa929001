package cloud.broom.ecsstoppedtasks;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * How a service stands (AmazonECS/latest/APIReference/API_Service.html).
 *
 * @param status {@code ACTIVE} for one that is to run tasks
 * @param scheduling {@code REPLICA}, or {@code DAEMON} for one task an instance
 * @param controller who deploys it: {@code ECS}, {@code CODE_DEPLOY} or {@code EXTERNAL}
 * @param failing whether the last tasks of its deployment failed one after the other
 * @param deploying whether a deployment is under way
 * @param deployedAt when the current deployment began
 */
record ServiceState(
        String status,
        String scheduling,
        String controller,
        int desired,
        int running,
        int pending,
        boolean failing,
        boolean deploying,
        Optional<Instant> deployedAt) {
    static ServiceState of(Service service) {
        Optional<Deployment> primary = service.deployments().stream()
                .filter(deployment -> deployment.status().equals("PRIMARY"))
                .findFirst();
        return new ServiceState(
                StoppedTask.text(service.status()),
                StoppedTask.text(service.schedulingStrategyAsString()),
                service.deploymentController() == null
                        ? "ECS"
                        : service.deploymentController().typeAsString(),
                count(service.desiredCount()),
                count(service.runningCount()),
                count(service.pendingCount()),
                primary.filter(deployment -> count(deployment.failedTasks()) > 0)
                        .isPresent(),
                deploying(service),
                primary.map(Deployment::createdAt));
    }

    /** More than one of them, or one that has not come to its end; a service that others deploy has task sets instead. */
    private static boolean deploying(Service service) {
        return service.deployments().size() > 1
                || service.taskSets().size() > 1
                || service.deployments().stream()
                        .anyMatch(deployment -> deployment.rolloutState() == DeploymentRolloutState.IN_PROGRESS);
    }

    private static int count(@Nullable Integer given) {
        return given == null ? 0 : given;
    }

    /** {@code 1 of 3 running, 0 pending}. */
    String counts() {
        return running + " of " + desired + " running, " + pending + " pending";
    }
}
