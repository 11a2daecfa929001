package cloud.broom.local.ecs;

import cloud.broom.local.events.Buses;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Tasks, from when they are run until an hour after they have stopped. Not thread-safe: {@link Clusters} is. */
final class Tasks {
    static final String RUNNING = "RUNNING";
    static final String STOPPED = "STOPPED";

    /** How long a stopped task is shown (AmazonECS/latest/APIReference/API_ListTasks.html: "recently stopped, up to an hour"). */
    private static final Duration SHOWN = Duration.ofHours(1);

    private final Names names;
    private final Clock clock;
    private final Buses buses;
    private final Map<String, ObjectNode> byArn = new LinkedHashMap<>();

    Tasks(Names names, Clock clock, Buses buses) {
        this.names = names;
        this.clock = clock;
        this.buses = buses;
    }

    /** Runs one; it is RUNNING at once. */
    ObjectNode start(String cluster, ObjectNode definition, JsonNode wish) {
        Instant now = clock.instant();
        String arn = names.taskArn(cluster, UUID.randomUUID().toString().replace("-", ""));
        ObjectNode task = Json.object()
                .put("taskArn", arn)
                .put("clusterArn", names.clusterArn(cluster))
                .put("taskDefinitionArn", definition.path("taskDefinitionArn").asText())
                .put(
                        "group",
                        wish.path("group")
                                .asText("family:" + definition.path("family").asText()))
                .put("desiredStatus", RUNNING)
                .put("lastStatus", RUNNING)
                .put("createdAt", Wire.seconds(now))
                .put("startedAt", Wire.seconds(now))
                .put("version", 1)
                .put("enableExecuteCommand", wish.path("enableExecuteCommand").asBoolean());
        Wire.copy(wish, task, "startedBy", "overrides", "tags", "platformVersion", "launchType");
        if (!task.has("overrides")) {
            task.putObject("overrides");
        }
        place(task, wish);
        containers(task, definition);
        attach(task, definition);
        byArn.put(arn, task);
        tell(task);
        return task;
    }

    /** It stops at once, its containers with these exit codes, those that are not named with 137. */
    void stop(ObjectNode task, Ending ending) {
        if (task.path("lastStatus").asText().equals(STOPPED)) {
            return;
        }
        Instant now = clock.instant();
        task.put("desiredStatus", STOPPED)
                .put("lastStatus", STOPPED)
                .put("stopCode", ending.stopCode())
                .put("stoppedReason", ending.reason())
                .put("stoppingAt", Wire.seconds(now))
                .put("stoppedAt", Wire.seconds(now))
                .put("version", task.path("version").asInt() + 1);
        for (JsonNode container : task.path("containers")) {
            ObjectNode its = (ObjectNode) container;
            its.put("lastStatus", STOPPED);
            ending.exitCode(its.path("name").asText()).ifPresent(code -> its.put("exitCode", code));
        }
        tell(task);
    }

    /** Tasks that are still shown. */
    List<ObjectNode> shown(Predicate<ObjectNode> which) {
        Instant since = clock.instant().minus(SHOWN);
        byArn.values()
                .removeIf(task -> task.path("lastStatus").asText().equals(STOPPED)
                        && task.path("stoppedAt").decimalValue().compareTo(Wire.seconds(since)) < 0);
        return byArn.values().stream().filter(which).toList();
    }

    Optional<ObjectNode> find(String arn) {
        return shown(task -> task.path("taskArn").asText().equals(arn)).stream().findFirst();
    }

    private static void place(ObjectNode task, JsonNode wish) {
        Wire.each(wish.path("capacityProviderStrategy")).findFirst().ifPresent(item -> {
            String provider = item.path("capacityProvider").asText();
            task.put("capacityProviderName", provider)
                    .put("launchType", provider.startsWith("FARGATE") ? "FARGATE" : "EC2");
        });
        if (!task.has("launchType")) {
            task.put("launchType", "EC2");
        }
        if (task.path("launchType").asText().equals("FARGATE") && !task.has("platformVersion")) {
            task.put("platformVersion", "1.4.0");
        }
    }

    private void containers(ObjectNode task, ObjectNode definition) {
        ArrayNode containers = task.putArray("containers");
        definition.path("containerDefinitions").forEach(container -> containers
                .addObject()
                .put(
                        "containerArn",
                        task.path("taskArn").asText().replace(":task/", ":container/") + "/" + UUID.randomUUID())
                .put("taskArn", task.path("taskArn").asText())
                .put("name", container.path("name").asText())
                .put("image", container.path("image").asText())
                .put("lastStatus", RUNNING));
    }

    /** The interface of a task that has a network of its own; where it was put is not told. */
    private static void attach(ObjectNode task, ObjectNode definition) {
        ArrayNode attachments = task.putArray("attachments");
        if (definition.path("networkMode").asText().equals("awsvpc")) {
            attachments
                    .addObject()
                    .put("id", UUID.randomUUID().toString())
                    .put("type", "ElasticNetworkInterface")
                    .put("status", "ATTACHED");
        }
    }

    private void tell(ObjectNode task) {
        buses.tell(
                "aws.ecs", "ECS Task State Change", List.of(task.path("taskArn").asText()), Wire.told(task));
    }
}
