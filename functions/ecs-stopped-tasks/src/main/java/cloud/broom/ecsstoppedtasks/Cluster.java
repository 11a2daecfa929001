package cloud.broom.ecsstoppedtasks;

import cloud.broom.aws.AwsErrors;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

/**
 * A cluster as ECS shows it. Lists are read to their last page; one that cannot be is a {@link TaskFailure}, since half of it would
 * pass for the whole. A stopped task is shown for about an hour (AmazonECS/latest/APIReference/API_ListTasks.html).
 */
final class Cluster {
    /** AmazonECS/latest/APIReference/API_DescribeTasks.html, API_DescribeServices.html. */
    static final int TASKS_AT_ONCE = 100;

    static final int SERVICES_AT_ONCE = 10;

    /** What ECS answers for what it does not show (any more). */
    private static final String MISSING = "MISSING";

    private final EcsClient ecs;
    private final String name;

    /** A cluster by its name or ARN. */
    Cluster(EcsClient ecs, String name) {
        this.ecs = ecs;
        this.name = name;
    }

    /** ARNs of tasks that are to have stopped, in their order. */
    List<String> stoppedTasks() {
        return tasks(list -> list.desiredStatus(DesiredStatus.STOPPED));
    }

    List<String> stoppedTasksOf(String service) {
        return tasks(list -> list.desiredStatus(DesiredStatus.STOPPED).serviceName(service));
    }

    /** ARNs of services, in their order. */
    List<String> services() {
        return answered(() ->
                ecs.listServicesPaginator(list -> list.cluster(name).maxResults(TASKS_AT_ONCE)).serviceArns().stream()
                        .sorted()
                        .toList());
    }

    /** Those tasks that ECS still shows. */
    List<Task> describe(List<String> arns) {
        List<Task> tasks = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += TASKS_AT_ONCE) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + TASKS_AT_ONCE));
            DescribeTasksResponse answer = answered(() -> ecs.describeTasks(
                    describe -> describe.cluster(name).tasks(some).include(TaskField.TAGS)));
            check(answer.failures());
            tasks.addAll(answer.tasks());
        }
        return tasks;
    }

    /** Those services that there are. */
    List<Service> describeServices(List<String> arns) {
        List<Service> services = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += SERVICES_AT_ONCE) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + SERVICES_AT_ONCE));
            DescribeServicesResponse answer = answered(() -> ecs.describeServices(
                    describe -> describe.cluster(name).services(some).include(ServiceField.TAGS)));
            check(answer.failures());
            services.addAll(answer.services());
        }
        return services;
    }

    /** What was started in place of stopped tasks of a family. */
    Restarts restarts(String family) {
        List<String> arns = Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
                .flatMap(status -> tasks(list -> list.desiredStatus(status).family(family)).stream())
                .distinct()
                .toList();
        return Restarts.among(describe(arns));
    }

    private List<String> tasks(Consumer<ListTasksRequest.Builder> which) {
        return answered(() -> ecs
                .listTasksPaginator(
                        list -> list.cluster(name).maxResults(TASKS_AT_ONCE).applyMutation(which))
                .taskArns()
                .stream()
                .sorted()
                .toList());
    }

    /** What is missing is left out; any other failure within an answer leaves something unread. */
    private void check(List<Failure> failures) {
        failures.stream()
                .filter(failure -> !MISSING.equals(failure.reason()))
                .findFirst()
                .ifPresent(failure -> {
                    throw new TaskFailure(
                            ErrorName.of("ECS." + failure.reason()),
                            "cluster " + name + ": ECS does not describe " + failure.arn() + ": " + failure.reason());
                });
    }

    private <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException thrown) {
            throw AwsErrors.failure(thrown, "ECS", "cluster " + name);
        }
    }
}
