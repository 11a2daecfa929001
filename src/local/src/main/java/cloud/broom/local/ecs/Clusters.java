package cloud.broom.local.ecs;

import cloud.broom.local.events.Buses;
import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The clusters of the account with what is in them, and the hand by which tasks stop that would stop by themselves on AWS.
 * Thread-safe. Each task that begins or ends tells of it on the default event bus.
 */
public final class Clusters {
    private final Names names;
    private final Clock clock;
    private final Definitions definitions;
    private final Tasks tasks;
    private final Replicas replicas;
    private final RunRequests requests = new RunRequests();
    private final Map<String, ObjectNode> clusters = new TreeMap<>();
    private Optional<String> shortage = Optional.empty();

    public Clusters(Account account, Clock clock, Buses buses) {
        this.names = new Names(account);
        this.clock = clock;
        this.definitions = new Definitions(names);
        this.tasks = new Tasks(names, clock, buses);
        this.replicas = new Replicas(names, clock, definitions, tasks);
    }

    /**
     * A task comes to its end. A service replaces it at once if it may.
     *
     * @throws AwsError if there is no such task
     */
    public synchronized void end(String task, Ending ending) {
        tasks.stop(task(task), ending);
        replicas.settleAll();
    }

    /** An agent says that a task has stopped, with its containers' exit codes if they ran; of other states nothing comes. */
    synchronized void report(JsonNode input) {
        if (input.path("status").asText().equals(Tasks.STOPPED)) {
            Map<String, Integer> exitCodes = new HashMap<>();
            input.path("containers")
                    .forEach(container -> exitCodes.put(
                            container.path("containerName").asText(),
                            container.path("exitCode").asInt()));
            end(
                    names.taskArn(known(input), input.path("task").asText()),
                    exitCodes.isEmpty()
                            ? Ending.failedToStart(input.path("reason").asText())
                            : Ending.exited(exitCodes));
        }
    }

    /** A service gets no more running tasks than that, whatever it should have; those beyond it stop. */
    public synchronized void limit(String service, int most) {
        replicas.limit(service, Optional.of(most));
    }

    /** A service gets as many running tasks again as it should have. */
    public synchronized void unlimit(String service) {
        replicas.limit(service, Optional.empty());
    }

    /** From now on no task can be run, for this reason: {@code RESOURCE:MEMORY}; empty for none. */
    public synchronized void lack(String reason) {
        shortage = Optional.of(reason).filter(text -> !text.isEmpty());
    }

    Names names() {
        return names;
    }

    synchronized ObjectNode create(JsonNode wish) {
        String name = Names.cluster(wish.path("clusterName").asText());
        return clusters.computeIfAbsent(name, any -> Json.object()
                .put("clusterArn", names.clusterArn(name))
                .put("clusterName", name)
                .put("status", "ACTIVE"));
    }

    synchronized List<String> arns() {
        return clusters.keySet().stream().map(names::clusterArn).toList();
    }

    synchronized Optional<ObjectNode> find(String cluster) {
        return Optional.ofNullable(clusters.get(Names.cluster(cluster)));
    }

    synchronized ObjectNode register(JsonNode wish) {
        return definitions.register(wish, clock.instant());
    }

    synchronized ObjectNode definition(String name) {
        return definitions.get(name);
    }

    synchronized String definitionArn(String name) {
        return definitions.arn(name);
    }

    /** The answer to RunTask. */
    synchronized ObjectNode run(JsonNode input) {
        String cluster = known(input);
        ObjectNode answer = Json.object();
        ArrayNode started = answer.putArray("tasks");
        ArrayNode failures = answer.putArray("failures");
        Optional<List<String>> before = requests.answered(
                cluster, input, clock.instant(), arn -> tasks.find(arn).isPresent());
        if (before.isPresent()) {
            before.get().forEach(arn -> tasks.find(arn).ifPresent(started::add));
            return answer;
        }
        ObjectNode definition = definitions.get(input.path("taskDefinition").asText());
        checkRun(input, definition);
        if (shortage.isPresent()) {
            failures.addObject().put("arn", names.clusterArn(cluster)).put("reason", shortage.get());
            return answer;
        }
        List<String> arns = new ArrayList<>();
        for (int i = 0; i < input.path("count").asInt(1); i++) {
            ObjectNode task = tasks.start(cluster, definition, input);
            started.add(task);
            arns.add(task.path("taskArn").asText());
        }
        requests.keep(cluster, input, arns, clock.instant());
        return answer.deepCopy();
    }

    synchronized ObjectNode stop(JsonNode input) {
        ObjectNode task = task(names.taskArn(known(input), input.path("task").asText()));
        tasks.stop(task, Ending.byUser(input.path("reason").asText()));
        replicas.settleAll();
        return task.deepCopy();
    }

    /** ARNs of tasks, as ListTasks filters them. */
    synchronized List<String> list(JsonNode input) {
        String cluster = known(input);
        return tasks.shown(filter(cluster, input)).stream()
                .map(task -> task.path("taskArn").asText())
                .toList();
    }

    synchronized Optional<ObjectNode> findTask(JsonNode input, String task) {
        return tasks.find(names.taskArn(known(input), task)).map(ObjectNode::deepCopy);
    }

    synchronized ObjectNode createService(JsonNode input) {
        return replicas.create(known(input), input);
    }

    synchronized ObjectNode updateService(JsonNode input) {
        return replicas.update(
                names.serviceArn(known(input), input.path("service").asText()), input);
    }

    synchronized List<String> services(JsonNode input) {
        return replicas.arns(known(input));
    }

    synchronized Optional<ObjectNode> findService(JsonNode input, String service) {
        return replicas.find(names.serviceArn(known(input), service));
    }

    private Predicate<ObjectNode> filter(String cluster, JsonNode input) {
        Optional<String> startedBy = Wire.text(input, "startedBy");
        Optional<String> family = Wire.text(input, "family");
        Optional<String> service = Wire.text(input, "serviceName");
        if (startedBy.isPresent() && (family.isPresent() || service.isPresent())) {
            throw Names.invalid("startedBy must be the only filter.");
        }
        String status = input.path("desiredStatus").asText(Tasks.RUNNING);
        return task -> is(task, "clusterArn", names.clusterArn(cluster))
                && is(task, "desiredStatus", status)
                && startedBy.filter(by -> !is(task, "startedBy", by)).isEmpty()
                && family.filter(of -> !definitionName(task).startsWith(of + ":"))
                        .isEmpty()
                && service.filter(of -> !is(task, "group", "service:" + Names.last(of)))
                        .isEmpty();
    }

    private static String definitionName(ObjectNode task) {
        return Names.last(task.path("taskDefinitionArn").asText());
    }

    private static boolean is(ObjectNode task, String member, String value) {
        return task.path(member).asText().equals(value);
    }

    private static void checkRun(JsonNode input, ObjectNode definition) {
        boolean network = input.has("networkConfiguration");
        boolean own = definition.path("networkMode").asText().equals("awsvpc");
        if (own && !network) {
            throw Names.invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (!own && network) {
            throw Names.invalid(
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        }
        if (!input.path("startedBy").asText().matches("[A-Za-z0-9/_-]{0,128}")) {
            throw Names.invalid("startedBy must be at most 128 letters, numbers, hyphens, slashes and underscores.");
        }
        if (input.has("launchType") && input.has("capacityProviderStrategy")) {
            throw Names.invalid("Specifying both a launch type and capacity provider strategy is not supported.");
        }
        if (Wire.each(input.path("tags"))
                .anyMatch(tag -> tag.path("key").asText().startsWith("aws:"))) {
            throw Names.invalid("aws: prefixed tag key names are not allowed for external use.");
        }
    }

    private ObjectNode task(String arn) {
        return tasks.find(arn).orElseThrow(() -> Names.invalid("The referenced task was not found."));
    }

    private String known(JsonNode input) {
        String name = Names.cluster(input.path("cluster").asText());
        if (!clusters.containsKey(name)) {
            throw new AwsError(400, "ClusterNotFoundException", "Cluster not found.");
        }
        return name;
    }
}
