package cloud.broom.local.ecs;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Services that keep as many tasks running as they should, at once, unless they are told to get no more than some. A deployment is
 * over when all of its tasks run. Not thread-safe: {@link Clusters} is.
 */
final class Replicas {
    private final Names names;
    private final Clock clock;
    private final Definitions definitions;
    private final Tasks tasks;
    private final Map<String, Replica> byArn = new TreeMap<>();

    /** A service; its tree has what DescribeServices gives but the counts. */
    private static final class Replica {
        private final String cluster;
        private final ObjectNode tree;
        private Optional<Integer> most = Optional.empty();

        private Replica(String cluster, ObjectNode tree) {
            this.cluster = cluster;
            this.tree = tree;
        }

        private String group() {
            return "service:" + tree.path("serviceName").asText();
        }

        private int desired() {
            return tree.path("desiredCount").asInt();
        }

        private ObjectNode deployment() {
            return (ObjectNode) tree.path("deployments").path(0);
        }
    }

    Replicas(Names names, Clock clock, Definitions definitions, Tasks tasks) {
        this.names = names;
        this.clock = clock;
        this.definitions = definitions;
        this.tasks = tasks;
    }

    ObjectNode create(String cluster, JsonNode wish) {
        String name = wish.path("serviceName").asText();
        String arn = names.serviceArn(cluster, name);
        if (byArn.containsKey(arn)) {
            throw Names.invalid("Creation of service was not idempotent.");
        }
        ObjectNode tree = Json.object()
                .put("serviceArn", arn)
                .put("serviceName", name)
                .put("clusterArn", names.clusterArn(cluster))
                .put("status", "ACTIVE")
                .put("desiredCount", wish.path("desiredCount").asInt())
                .put("schedulingStrategy", wish.path("schedulingStrategy").asText("REPLICA"))
                .put("launchType", wish.path("launchType").asText("EC2"))
                .put("createdAt", Wire.seconds(clock.instant()));
        Wire.copy(wish, tree, "tags", "networkConfiguration", "deploymentController", "platformVersion");
        Replica replica = new Replica(cluster, tree);
        byArn.put(arn, replica);
        deploy(replica, wish.path("taskDefinition").asText());
        settle(replica);
        return told(replica);
    }

    ObjectNode update(String arn, JsonNode wish) {
        Replica replica = get(arn);
        if (wish.has("desiredCount")) {
            replica.tree.put("desiredCount", wish.path("desiredCount").asInt());
        }
        if (wish.path("forceNewDeployment").asBoolean() || wish.has("taskDefinition")) {
            String definition = wish.path("taskDefinition")
                    .asText(replica.tree.path("taskDefinition").asText());
            running(replica)
                    .forEach(task -> tasks.stop(task, Ending.byScheduler("Scaling activity initiated by deployment")));
            deploy(replica, definition);
        }
        settle(replica);
        return told(replica);
    }

    /** From now on it gets no more running tasks than that; empty for as many as it should have. */
    void limit(String arn, Optional<Integer> most) {
        Replica replica = get(arn);
        replica.most = most;
        settle(replica);
    }

    /** A task of it may have stopped. */
    void settleAll() {
        byArn.values().forEach(this::settle);
    }

    List<String> arns(String cluster) {
        return byArn.values().stream()
                .filter(replica -> replica.cluster.equals(cluster))
                .map(replica -> replica.tree.path("serviceArn").asText())
                .toList();
    }

    Optional<ObjectNode> find(String arn) {
        return Optional.ofNullable(byArn.get(arn)).map(this::told);
    }

    private Replica get(String arn) {
        return Optional.ofNullable(byArn.get(arn))
                .orElseThrow(() -> new AwsError(400, "ServiceNotFoundException", "Service not found."));
    }

    private void deploy(Replica replica, String taskDefinition) {
        String definition =
                definitions.get(taskDefinition).path("taskDefinitionArn").asText();
        replica.tree.put("taskDefinition", definition);
        replica.tree
                .putArray("deployments")
                .addObject()
                .put("id", "ecs-svc/" + UUID.randomUUID().toString().replaceAll("\\D", ""))
                .put("status", "PRIMARY")
                .put("taskDefinition", definition)
                .put("failedTasks", 0)
                .put("rolloutState", "IN_PROGRESS")
                .put("createdAt", Wire.seconds(clock.instant()))
                .put("updatedAt", Wire.seconds(clock.instant()));
    }

    private void settle(Replica replica) {
        int wanted = Math.min(replica.desired(), replica.most.orElse(Integer.MAX_VALUE));
        List<ObjectNode> running = running(replica);
        running.stream()
                .skip(wanted)
                .forEach(task -> tasks.stop(
                        task,
                        wanted < replica.desired()
                                ? Ending.failedToStart("Task failed ELB health checks")
                                : Ending.byScheduler("Scaling activity initiated by service")));
        for (int started = running.size(); started < wanted; started++) {
            ObjectNode wish = Json.object().put("group", replica.group());
            wish.put("startedBy", replica.deployment().path("id").asText());
            Wire.copy(replica.tree, wish, "launchType");
            ObjectNode ignored = tasks.start(
                    replica.cluster,
                    definitions.get(replica.tree.path("taskDefinition").asText()),
                    wish);
        }
        if (wanted == replica.desired()) {
            replica.deployment().put("rolloutState", "COMPLETED").put("updatedAt", Wire.seconds(clock.instant()));
        }
    }

    private List<ObjectNode> running(Replica replica) {
        return tasks.shown(task -> task.path("group").asText().equals(replica.group())
                && task.path("clusterArn").asText().equals(names.clusterArn(replica.cluster))
                && task.path("lastStatus").asText().equals(Tasks.RUNNING));
    }

    private ObjectNode told(Replica replica) {
        int running = running(replica).size();
        ObjectNode tree = replica.tree.deepCopy();
        ArrayNode deployments = (ArrayNode) tree.path("deployments");
        deployments.forEach(deployment -> ((ObjectNode) deployment)
                .put("desiredCount", replica.desired())
                .put("runningCount", running)
                .put("pendingCount", 0));
        tree.putArray("events");
        return tree.put("runningCount", running).put("pendingCount", 0);
    }
}
