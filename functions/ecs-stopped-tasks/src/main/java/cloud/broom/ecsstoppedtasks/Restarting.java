package cloud.broom.ecsstoppedtasks;

import cloud.broom.aws.AwsErrors;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.Outcome;
import cloud.broom.task.TaskFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Runs stopped tasks again, each as it was run before. Whether that has happened already, and how often lately, is asked of ECS
 * just before, since a plan may be days old and other runs restart as well.
 *
 * <p>The client token is made from the stopped task's ARN alone, not from job or run: an event and a schedule, or two jobs, that
 * come upon the same stopped task then restart it once. ECS keeps a token for 24 hours, or until an hour after the task that it
 * started has stopped, if that is sooner (AmazonECS/latest/APIReference/ECS_Idempotency.html); by then the stopped task is no longer
 * shown, or the one in its place is shown still.
 */
final class Restarting {
    /** A reason of a failure that is a name rather than a sentence: {@code RESOURCE:MEMORY}. */
    private static final String NAME = "[A-Za-z][A-Za-z0-9_:-]*";

    private static final String AWS_TAGS = "aws:";

    private final EcsClient ecs;
    private final Cluster cluster;
    private final Params params;
    private final Instant now;
    private final Map<String, Restarts> byFamily = new HashMap<>();

    Restarting(EcsClient ecs, Cluster cluster, Params params, Instant now) {
        this.ecs = ecs;
        this.cluster = cluster;
        this.params = params;
        this.now = now;
    }

    Map<String, Outcome> restart(List<Item> items) {
        Map<String, Task> shown = cluster.describe(items.stream().map(Item::id).toList()).stream()
                .collect(Collectors.toMap(Task::taskArn, Function.identity()));
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Item item : items) {
            Restarts before = byFamily.computeIfAbsent(item.name(), cluster::restarts);
            outcome(item, before, Optional.ofNullable(shown.get(item.id())))
                    .ifPresent(outcome -> outcomes.put(item.id(), outcome));
        }
        return outcomes;
    }

    private Optional<Outcome> outcome(Item item, Restarts before, Optional<Task> shown) {
        if (before.of(item.id()).isPresent()) {
            return Optional.of(Outcome.gone());
        }
        if (shown.isEmpty()) {
            return Optional.of(
                    Outcome.failed(
                            ErrorName.of("ECS.TaskNotShown"),
                            "ECS shows a stopped task for about an hour and no longer shows this one, so it was not restarted"));
        }
        return Restarts.lately(before.at(), now) < params.atMost()
                ? run(item, before, shown.get())
                : Optional.of(overCap(item));
    }

    private Outcome overCap(Item item) {
        String what = "family " + item.name() + " was restarted " + params.atMost()
                + " times within the hour, which is the most: it stays stopped";
        return params.overCap() == Params.OverCap.REPORT
                ? Outcome.failed(ErrorName.of("ECS.RestartCapReached"), what + told(item))
                : Outcome.skipped(what);
    }

    private static String told(Item item) {
        return item.task()
                .map(task -> "; " + task.stoppedReason()
                        + (task.containers().isEmpty() ? "" : " (" + StoppedTask.told(task.containers()) + ")"))
                .orElse("");
    }

    /** Empty if the answer mentions neither a task nor a failure. */
    private Optional<Outcome> run(Item item, Restarts before, Task task) {
        try {
            RunTaskResponse answer = ecs.runTask(request(item, task));
            Optional<String> started =
                    answer.tasks().stream().map(Task::taskArn).findFirst();
            started.ifPresent(arn -> byFamily.put(item.name(), before.with(Item.lastSegment(item.id()), arn, now)));
            return started.map(Outcome::done)
                    .or(() -> answer.failures().stream().findFirst().map(Restarting::failed));
        } catch (ConflictException used) {
            // The token was used with another request: somebody else's job, with a network of its own, was first.
            return Optional.of(Outcome.gone());
        } catch (SdkException thrown) {
            TaskFailure failure = AwsErrors.failure(thrown, "ECS", "task " + item.id());
            return Optional.of(Outcome.failed(failure.error(), String.valueOf(failure.getMessage())));
        }
    }

    private static Outcome failed(Failure failure) {
        String reason = StoppedTask.text(failure.reason());
        ErrorName error = reason.matches(NAME)
                ? ErrorName.of("ECS." + reason, "ECS.RunTaskFailure")
                : ErrorName.of("ECS.RunTaskFailure");
        String detail = StoppedTask.text(failure.detail());
        return Outcome.failed(error, "ECS could not run it again: " + reason + (detail.isEmpty() ? "" : ", " + detail));
    }

    private RunTaskRequest request(Item item, Task task) {
        RunTaskRequest.Builder request = RunTaskRequest.builder()
                .cluster(item.cluster())
                .taskDefinition(task.taskDefinitionArn())
                .count(1)
                .overrides(task.overrides())
                .enableExecuteCommand(task.enableExecuteCommand())
                .enableECSManagedTags(managed(task))
                .tags(task.tags().stream()
                        .filter(tag -> !tag.key().startsWith(AWS_TAGS))
                        .toList())
                .startedBy(Restarts.startedBy(item.id()))
                .clientToken(token(item.id()));
        if (!item.group().equals("family:" + item.name())) {
            request.group(item.group());
        }
        place(request, task);
        return request.build();
    }

    /** As the job says, else as the stopped task tells. */
    private void place(RunTaskRequest.Builder request, Task task) {
        List<CapacityProviderStrategyItem> strategy = strategy(task);
        Optional<LaunchType> said = params.launchType().map(type -> LaunchType.fromValue(type.name()));
        if (strategy.isEmpty()) {
            request.launchType(said.orElse(task.launchType()));
        } else {
            request.capacityProviderStrategy(strategy);
        }
        if (said.filter(type -> type != LaunchType.FARGATE).isEmpty()) {
            request.platformVersion(task.platformVersion());
        }
        params.networkConfiguration()
                .filter(any -> hasOwnNetwork(task))
                .ifPresent(network -> request.networkConfiguration(network.forEcs()));
    }

    private List<CapacityProviderStrategyItem> strategy(Task task) {
        if (!params.capacityProviderStrategy().isEmpty()) {
            return params.capacityProviderStrategy().stream()
                    .map(Provider::forEcs)
                    .toList();
        }
        return params.launchType().isPresent()
                        || StoppedTask.text(task.capacityProviderName()).isEmpty()
                ? List.of()
                : List.of(new Provider(task.capacityProviderName(), 1, 0).forEcs());
    }

    /** ECS refuses a network configuration for a task of another mode than awsvpc; such a one has an interface of its own. */
    private static boolean hasOwnNetwork(Task task) {
        return task.launchType() == LaunchType.FARGATE
                || StoppedTask.text(task.capacityProviderName()).startsWith("FARGATE")
                || task.attachments().stream()
                        .anyMatch(attachment -> "ElasticNetworkInterface".equals(attachment.type()));
    }

    private static boolean managed(Task task) {
        return task.tags().stream().map(Tag::key).anyMatch(key -> key.startsWith("aws:ecs:"));
    }

    /** At most 64 characters (AmazonECS/latest/APIReference/API_RunTask.html): SHA-256 in hex is just that. */
    static String token(String stoppedArn) {
        try {
            byte[] arn = stoppedArn.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(arn));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
