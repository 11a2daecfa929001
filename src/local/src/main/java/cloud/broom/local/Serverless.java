package cloud.broom.local;

import cloud.broom.local.cloudformation.CloudFormation;
import cloud.broom.local.cloudwatch.Alarms;
import cloud.broom.local.cloudwatch.Announcements;
import cloud.broom.local.cloudwatch.CloudWatch;
import cloud.broom.local.cloudwatch.Dashboards;
import cloud.broom.local.cloudwatch.Metrics;
import cloud.broom.local.delivery.Targets;
import cloud.broom.local.ecs.Clusters;
import cloud.broom.local.ecs.Ecs;
import cloud.broom.local.events.Buses;
import cloud.broom.local.events.Events;
import cloud.broom.local.lambda.AsyncInvocations;
import cloud.broom.local.lambda.FunctionSettings;
import cloud.broom.local.lambda.Functions;
import cloud.broom.local.lambda.Lambda;
import cloud.broom.local.logs.LogGroups;
import cloud.broom.local.logs.Logs;
import cloud.broom.local.scheduler.Scheduler;
import cloud.broom.local.scheduler.Schedules;
import cloud.broom.local.sns.Sns;
import cloud.broom.local.sns.Topics;
import cloud.broom.local.sqs.Queues;
import cloud.broom.local.sqs.Sqs;
import cloud.broom.local.template.Stacks;
import cloud.broom.local.template.Watching;
import cloud.broom.local.wire.Service;
import cloud.broom.local.work.Work;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The services that act of themselves, beside answering: functions, messages, rules, schedules; and what deploys them. */
final class Serverless implements AutoCloseable {
    private final Platform on;
    private final Work work;
    private final Functions functions;
    private final Stacks stacks;
    private final Clusters clusters;
    private final List<Service> services;
    private final AtomicReference<Optional<URI>> endpoint = new AtomicReference<>(Optional.empty());

    /**
     * Puts them together; they act once {@link #listenAt} told them where they are.
     *
     * @param storage the services of tables and buckets, which templates make too
     */
    Serverless(Platform on, List<Service> storage, List<Duration> retryDelays, Consumer<String> logListener) {
        this.on = on;
        this.work = new Work(on.clock());
        Targets targets = new Targets(on.access());
        Queues queues = new Queues(on.account(), on.clock());
        Topics topics = new Topics(on.account(), targets, work);
        Buses buses = new Buses(on.account(), targets, work);
        Schedules schedules = new Schedules(on.account(), targets, work);
        this.clusters = new Clusters(on.account(), on.clock(), buses);
        Metrics metrics = new Metrics();
        LogGroups logs = new LogGroups(on.account(), on.clock());
        Dashboards dashboards = new Dashboards(on.account());
        Alarms alarms = new Alarms(
                on.account(),
                metrics,
                work,
                now -> Monitoring.gauge(queues, metrics, now),
                new Announcements(topics, buses));
        this.functions = new Functions(
                on.account(),
                new AsyncInvocations(on.account(), targets, work, retryDelays),
                this::runtimeVariables,
                new Monitoring(on, metrics, logs, logListener));
        targets.add("sqs", queues).add("sns", topics).add("events", buses).add("lambda", functions);
        this.stacks = new Stacks(new Stacks.Parts(
                on.account(),
                on.clock(),
                on.roles(),
                storage.stream().collect(Collectors.toMap(Service::scope, Function.identity())),
                functions,
                schedules,
                topics,
                queues,
                buses,
                new Watching(alarms, dashboards, logs),
                this::endpoint));
        this.services = List.of(
                new Lambda(functions),
                new Sns(on.account(), topics),
                new Sqs(queues),
                new Events(buses),
                new Scheduler(schedules),
                new Ecs(clusters),
                new CloudWatch(alarms, metrics, dashboards),
                new Logs(logs),
                new CloudFormation(on.account(), stacks));
    }

    List<Service> services() {
        return services;
    }

    void listenAt(URI uri) {
        endpoint.set(Optional.of(uri));
    }

    Stacks stacks() {
        return stacks;
    }

    Clusters clusters() {
        return clusters;
    }

    Functions functions() {
        return functions;
    }

    void kill(String function) {
        functions.kill(function, settings -> on.keys().revoke(settings.role(), settings.name()));
    }

    boolean awaitIdle(Duration longest) {
        return work.awaitIdle(longest);
    }

    boolean awaitStill(Duration longest) {
        return work.awaitStill(longest);
    }

    @Override
    public void close() {
        work.close();
        functions.close();
    }

    private URI endpoint() {
        return endpoint.get().orElseThrow(() -> new IllegalStateException("the cloud does not listen yet"));
    }

    /** What Lambda sets for a function, with the key of its own role. */
    private Map<String, String> runtimeVariables(FunctionSettings function) {
        Map<String, String> variables =
                new HashMap<>(on.keys().issue(function.role(), function.name()).environment());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memory()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logGroup());
        variables.put("AWS_REGION", on.account().region());
        variables.put("AWS_DEFAULT_REGION", on.account().region());
        variables.put("AWS_ENDPOINT_URL", endpoint().toString());
        variables.putAll(function.environment());
        return variables;
    }
}
