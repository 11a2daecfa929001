package cloud.broom.local.ecs;

import cloud.broom.local.iam.Permission;
import cloud.broom.local.operation.Operations;
import cloud.broom.local.wire.Json;
import cloud.broom.local.wire.JsonProtocol;
import cloud.broom.local.wire.Protocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.Service;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** ECS over JSON: clusters, task definitions, tasks, services. No instances, capacity providers, task sets or account settings. */
public final class Ecs implements Service {
    private static final String CLUSTER = "ecs:cluster";

    private final Clusters clusters;
    private final Names names;
    private final Protocol protocol = new JsonProtocol("AmazonEC2ContainerServiceV20141113");
    private final Operations operations = new Operations();

    public Ecs(Clusters clusters) {
        this.clusters = clusters;
        this.names = clusters.names();
        operations
                .on("CreateCluster", "ecs:CreateCluster", any -> "*", r -> ok("cluster", clusters.create(r.json())))
                .on("ListClusters", "ecs:ListClusters", any -> "*", this::listClusters)
                .onAll("DescribeClusters", r -> each(r, "clusters", "ecs:DescribeClusters"), this::describeClusters)
                .onAll("RegisterTaskDefinition", this::registering, this::register)
                .on("DescribeTaskDefinition", "ecs:DescribeTaskDefinition", any -> "*", this::describeDefinition)
                .onAll("RunTask", this::running, r -> Reply.json(200, clusters.run(r.json())))
                .onAll("StopTask", r -> one(r, "task", "ecs:StopTask"), r -> ok("task", clusters.stop(r.json())))
                .on("SubmitTaskStateChange", "ecs:SubmitTaskStateChange", any -> "*", this::report)
                .onAll("ListTasks", this::listing, this::listTasks)
                .onAll("DescribeTasks", r -> each(r, "tasks", "ecs:DescribeTasks"), this::describeTasks)
                .onAll(
                        "CreateService",
                        r -> List.of(on(
                                r,
                                "ecs:CreateService",
                                arn(r, "services", r.json().path("serviceName").asText()))),
                        r -> ok("service", clusters.createService(r.json())))
                .onAll("ListServices", r -> List.of(on(r, "ecs:ListServices", "*")), this::listServices)
                .onAll("DescribeServices", r -> each(r, "services", "ecs:DescribeServices"), this::describeServices)
                .onAll(
                        "UpdateService",
                        r -> one(r, "service", "ecs:UpdateService"),
                        r -> ok("service", clusters.updateService(r.json())));
    }

    @Override
    public String name() {
        return "Ecs";
    }

    @Override
    public String scope() {
        return "ecs";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public List<Permission> needs(Request request) {
        return operations.needs(request);
    }

    @Override
    public Reply answer(Request request) {
        return operations.answer(request);
    }

    private Reply listClusters(Request request) {
        return Reply.json(200, Wire.page("clusterArns", clusters.arns(), request.json()));
    }

    private Reply describeClusters(Request request) {
        JsonNode wanted = request.json().path("clusters");
        JsonNode named = wanted.isEmpty() ? Json.object().arrayNode().add("default") : wanted;
        return described(named, "clusters", name -> clusters.find(name), true);
    }

    private Reply register(Request request) {
        return ok("taskDefinition", clusters.register(request.json()));
    }

    private Reply describeDefinition(Request request) {
        return ok(
                "taskDefinition",
                clusters.definition(request.json().path("taskDefinition").asText()));
    }

    /** What an instance's agent calls; here it is how a person has a task end by itself. */
    private Reply report(Request request) {
        clusters.report(request.json());
        return Reply.json(200, Json.object().put("acknowledgment", "ACCEPT"));
    }

    private Reply listTasks(Request request) {
        return Reply.json(200, Wire.page("taskArns", clusters.list(request.json()), request.json()));
    }

    private Reply describeTasks(Request request) {
        JsonNode input = request.json();
        return described(checked(input, "tasks", 100), "tasks", task -> clusters.findTask(input, task), tags(input));
    }

    private Reply listServices(Request request) {
        return Reply.json(200, Wire.page("serviceArns", clusters.services(request.json()), request.json()));
    }

    private Reply describeServices(Request request) {
        JsonNode input = request.json();
        return described(
                checked(input, "services", 10), "services", name -> clusters.findService(input, name), tags(input));
    }

    private static JsonNode checked(JsonNode input, String member, int most) {
        JsonNode wanted = input.path(member);
        if (wanted.isEmpty() || wanted.size() > most) {
            throw Names.invalid(member + " must have 1 to " + most + " members.");
        }
        return wanted;
    }

    private static boolean tags(JsonNode input) {
        return Wire.each(input.path("include")).anyMatch(field -> field.asText().equals("TAGS"));
    }

    private interface Finding {
        Optional<ObjectNode> find(String nameOrArn);
    }

    private static Reply described(JsonNode wanted, String member, Finding finding, boolean tags) {
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray(member);
        ArrayNode failures = answer.putArray("failures");
        for (JsonNode one : wanted) {
            Optional<ObjectNode> tree = finding.find(one.asText());
            tree.map(its -> tags ? its : without(its)).ifPresent(found::add);
            if (tree.isEmpty()) {
                failures.addObject().put("arn", one.asText()).put("reason", "MISSING");
            }
        }
        return Reply.json(200, answer);
    }

    private static ObjectNode without(ObjectNode tree) {
        tree.remove("tags");
        return tree;
    }

    private List<Permission> listing(Request request) {
        return List.of(on(request, "ecs:ListTasks", names.instancesArn(cluster(request))));
    }

    private List<Permission> each(Request request, String member, String action) {
        return Wire.each(request.json().path(member))
                .map(one -> on(request, action, arn(request, member, one.asText())))
                .toList();
    }

    private List<Permission> one(Request request, String member, String action) {
        return List.of(on(
                request,
                action,
                arn(request, member + "s", request.json().path(member).asText())));
    }

    private List<Permission> registering(Request request) {
        return Stream.concat(Stream.of(Permission.of("ecs:RegisterTaskDefinition", "*")), passing(request.json()))
                .toList();
    }

    /** Besides running it, what it is tagged with, and the roles it gets: its definition's, or others in their place. */
    private List<Permission> running(Request request) {
        JsonNode input = request.json();
        String definition = input.path("taskDefinition").asText();
        List<Permission> permissions = new ArrayList<>();
        permissions.add(on(request, "ecs:RunTask", clusters.definitionArn(definition)));
        if (!input.path("tags").isEmpty()) {
            permissions.add(new Permission(
                    "ecs:TagResource",
                    arn(request, "tasks", "*"),
                    Map.of(
                            CLUSTER,
                            List.of(names.clusterArn(cluster(request))),
                            "ecs:CreateAction",
                            List.of("RunTask"))));
        }
        ObjectNode roles = clusters.definition(definition).deepCopy();
        Wire.copy(input.path("overrides"), roles, "taskRoleArn", "executionRoleArn");
        passing(roles).forEach(permissions::add);
        return permissions;
    }

    private static Stream<Permission> passing(JsonNode roles) {
        return Stream.of("taskRoleArn", "executionRoleArn")
                .flatMap(member -> Wire.text(roles, member).stream())
                .filter(role -> role.startsWith("arn:"))
                .distinct()
                .map(role -> new Permission(
                        "iam:PassRole", role, Map.of("iam:PassedToService", List.of("ecs-tasks.amazonaws.com"))));
    }

    private Permission on(Request request, String action, String resource) {
        return new Permission(action, resource, Map.of(CLUSTER, List.of(names.clusterArn(cluster(request)))));
    }

    private String arn(Request request, String kind, String nameOrArn) {
        return switch (kind) {
            case "clusters" -> names.clusterArn(Names.cluster(nameOrArn));
            case "tasks" -> names.taskArn(cluster(request), nameOrArn);
            default -> names.serviceArn(cluster(request), nameOrArn);
        };
    }

    private static String cluster(Request request) {
        return Names.cluster(request.json().path("cluster").asText());
    }

    private static Reply ok(String member, ObjectNode tree) {
        ObjectNode answer = Json.object();
        answer.set(member, tree);
        return Reply.json(200, answer);
    }
}
