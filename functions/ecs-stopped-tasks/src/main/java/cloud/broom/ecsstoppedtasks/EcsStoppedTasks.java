package cloud.broom.ecsstoppedtasks;

import cloud.broom.control.Tagged;
import cloud.broom.control.Tags;
import cloud.broom.fact.Cache;
import cloud.broom.task.AwsCall;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Looking;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Rereading;
import cloud.broom.task.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Runs standalone tasks again that have stopped, and tells of services that have fewer tasks than they should. A service replaces
 * its tasks itself, so none of them is ever stopped or started here; at most a new deployment is forced, if a job asks for it.
 */
final class EcsStoppedTasks implements Rereading<Params, Item>, Tagged<Params, Item>, Looking<Params, Item> {
    private final EcsClient ecs;
    private final InstantSource time;

    EcsStoppedTasks(EcsClient ecs, InstantSource time) {
        this.ecs = ecs;
        this.time = time;
    }

    @Override
    public Declaration<Params, Item> declaration() {
        return new Declaration<>(
                "ecs-stopped-tasks",
                1,
                Cluster.SERVICES_AT_ONCE,
                Params.class,
                Item.class,
                List.of(
                        AwsCall.read("ECS.ListTasks", "ecs:ListTasks"),
                        AwsCall.read("ECS.DescribeTasks", "ecs:DescribeTasks"),
                        AwsCall.read("ECS.ListServices", "ecs:ListServices"),
                        AwsCall.read("ECS.DescribeServices", "ecs:DescribeServices"),
                        // a task is run with its tags, and with the roles that its definition or its overrides name
                        AwsCall.write("ECS.RunTask", "ecs:RunTask", "ecs:TagResource", "iam:PassRole"),
                        AwsCall.write("ECS.UpdateService", "ecs:UpdateService")));
    }

    @Override
    public Page<Item> find(Params params, Cursor from, int atMost) {
        Position position = from instanceof Cursor.After after ? Position.read(after.position()) : first(params);
        return position.kind() == Item.Kind.TASK
                ? tasks(params, position, Math.min(atMost, Cluster.TASKS_AT_ONCE))
                : services(params, position, Math.min(atMost, Cluster.SERVICES_AT_ONCE));
    }

    @Override
    public List<Evidence> judge(Params params, Instant asOf, Item item) {
        return Stream.concat(
                        item.task().stream().flatMap(task -> new TaskRules(params, asOf).judge(item, task).stream()),
                        item.service().stream()
                                .flatMap(service -> new ServiceRules(params, asOf).judge(item, service).stream()))
                .toList();
    }

    @Override
    public List<String> within(Params params, Item item) {
        return List.of(item.id(), item.cluster(), item.taskDefinition(), item.name());
    }

    @Override
    public Optional<Instant> qualifiesSince(Params params, Item item) {
        return item.task().flatMap(StoppedTask::stoppedAt);
    }

    @Override
    public Optional<Item> look(Params params, String id) {
        Cluster cluster = new Cluster(ecs, params.cluster());
        return id.contains(":service/")
                ? cluster.describeServices(List.of(id)).stream().findFirst().map(EcsStoppedTasks::item)
                : items(params, cluster, List.of(id)).stream().findFirst();
    }

    /**
     * A stopped task stays as it stopped; whether it was restarted meanwhile is seen when it is acted on. A service that still
     * lacks tasks is as it was planned, whatever the figures are by now.
     */
    @Override
    public Map<String, Item> reread(Params params, List<Item> planned) {
        Map<String, Item> services = services(params, planned);
        Map<String, Item> now = new LinkedHashMap<>();
        for (Item item : planned) {
            Optional<Item> is = item.kind() == Item.Kind.TASK
                    ? Optional.of(item)
                    : Optional.ofNullable(services.get(item.id()))
                            .map(service -> lacks(params, service) ? item : service);
            is.ifPresent(found -> now.put(item.id(), found));
        }
        return now;
    }

    @Override
    public Map<String, Outcome> act(Params params, List<Item> batch) {
        Cluster cluster = new Cluster(ecs, params.cluster());
        Map<String, Outcome> outcomes = new HashMap<>();
        List<Item> tasks =
                batch.stream().filter(item -> item.kind() == Item.Kind.TASK).toList();
        if (!tasks.isEmpty()) {
            outcomes.putAll(new Restarting(ecs, cluster, params, time.instant()).restart(tasks));
        }
        Map<String, Item> services = services(params, batch);
        batch.stream()
                .filter(item -> item.kind() == Item.Kind.SERVICE)
                .forEach(item -> outcomes.put(item.id(), act(params, cluster, item, services.get(item.id()))));
        return outcomes;
    }

    /** A service's tags are its own; a task's were given to it when it was run. */
    @Override
    public Map<String, Tags> tags(Params params, List<Item> items, Cache cache) {
        Cluster cluster = new Cluster(ecs, params.cluster());
        Map<String, Tags> tags = new HashMap<>();
        cluster.describe(ids(items, Item.Kind.TASK))
                .forEach(task -> tags.put(task.taskArn(), tags(task.tags(), task.stoppedAt())));
        cluster.describeServices(ids(items, Item.Kind.SERVICE))
                .forEach(service -> tags.put(service.serviceArn(), tags(service.tags(), service.createdAt())));
        // what ECS does not show has no tags: what becomes of it is told when it is acted on
        items.forEach(item -> tags.putIfAbsent(item.id(), tags(List.of(), null)));
        return tags;
    }

    private Outcome act(Params params, Cluster cluster, Item planned, @Nullable Item now) {
        if (now == null) {
            return Outcome.gone();
        }
        if (!lacks(params, now)) {
            return Outcome.changed("it lacks no tasks any more, or a deployment is in progress: "
                    + now.service().map(ServiceState::counts).orElse(""));
        }
        LackingTasks lacking = new LackingTasks(ecs, cluster);
        return params.services() == Params.Services.REDEPLOY
                ? lacking.redeploy(planned)
                : now.service().map(state -> lacking.report(planned, state)).orElseGet(Outcome::gone);
    }

    private boolean lacks(Params params, Item service) {
        return judge(params, time.instant(), service).stream().allMatch(evidence -> evidence.verdict() == Verdict.YES);
    }

    private static Position first(Params params) {
        return params.tasks() == Params.Tasks.RESTART || params.task().isPresent() ? Position.TASKS : Position.SERVICES;
    }

    private Page<Item> tasks(Params params, Position position, int atMost) {
        Cluster cluster = new Cluster(ecs, params.cluster());
        List<String> left = params.task().map(List::of).orElseGet(cluster::stoppedTasks).stream()
                .filter(arn -> arn.compareTo(position.after()) > 0)
                .toList();
        List<String> some = left.stream().limit(atMost).toList();
        if (some.size() < left.size()) {
            return Page.of(
                    items(params, cluster, some), new Position(Item.Kind.TASK, some.get(some.size() - 1)).cursor());
        }
        boolean more = params.task().isEmpty() && params.services() != Params.Services.IGNORE;
        return Page.of(items(params, cluster, some), more ? Position.SERVICES.cursor() : new Cursor.End());
    }

    private Page<Item> services(Params params, Position position, int atMost) {
        Cluster cluster = new Cluster(ecs, params.cluster());
        List<String> left = cluster.services().stream()
                .filter(arn -> arn.compareTo(position.after()) > 0)
                .toList();
        List<String> some = left.stream().limit(atMost).toList();
        List<Item> items = cluster.describeServices(some).stream()
                .map(EcsStoppedTasks::item)
                .toList();
        return Page.of(
                items,
                some.size() < left.size()
                        ? new Position(Item.Kind.SERVICE, some.get(some.size() - 1)).cursor()
                        : new Cursor.End());
    }

    private Map<String, Item> services(Params params, List<Item> items) {
        return new Cluster(ecs, params.cluster())
                .describeServices(ids(items, Item.Kind.SERVICE)).stream()
                        .map(EcsStoppedTasks::item)
                        .collect(Collectors.toMap(Item::id, Function.identity()));
    }

    /** Tasks as ECS shows them; of those that are the job's business it is asked what was started in their place. */
    private static List<Item> items(Params params, Cluster cluster, List<String> arns) {
        Map<String, Restarts> byFamily = new HashMap<>();
        return cluster.describe(arns).stream()
                .map(task -> {
                    String family = Item.family(task.taskDefinitionArn());
                    Restarts restarts = TaskRules.concerns(params, StoppedTask.text(task.group()), family)
                            ? byFamily.computeIfAbsent(family, cluster::restarts)
                            : Restarts.NONE;
                    return item(task, family, restarts);
                })
                .toList();
    }

    private static Item item(Task task, String family, Restarts restarts) {
        return new Item(
                Item.Kind.TASK,
                task.taskArn(),
                family,
                task.clusterArn(),
                task.taskDefinitionArn(),
                StoppedTask.text(task.group()),
                Optional.of(StoppedTask.of(task, restarts)),
                Optional.empty());
    }

    private static Item item(Service service) {
        return new Item(
                Item.Kind.SERVICE,
                service.serviceArn(),
                service.serviceName(),
                service.clusterArn(),
                StoppedTask.text(service.taskDefinition()),
                "service:" + service.serviceName(),
                Optional.empty(),
                Optional.of(ServiceState.of(service)));
    }

    private static List<String> ids(List<Item> items, Item.Kind kind) {
        return items.stream().filter(item -> item.kind() == kind).map(Item::id).toList();
    }

    private static Tags tags(List<Tag> tags, @Nullable Instant since) {
        Map<String, String> values =
                tags.stream().collect(Collectors.toMap(Tag::key, tag -> StoppedTask.text(tag.value())));
        return new Tags.Known(List.of(values), Optional.ofNullable(since));
    }
}
