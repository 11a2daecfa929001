package cloud.broom.ecsstoppedtasks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** A cluster named {@code prod} that lists in pages of two, and writes down what it is asked to run. */
final class FakeEcs implements EcsClient {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String ACCOUNT = "arn:aws:ecs:eu-central-1:123456789012:";
    static final String CLUSTER = ACCOUNT + "cluster/prod";

    private static final int PAGE = 2;

    final Map<String, Task> tasks = new LinkedHashMap<>();
    final Map<String, Service> services = new LinkedHashMap<>();
    final List<RunTaskRequest> runs = new ArrayList<>();
    final List<UpdateServiceRequest> updates = new ArrayList<>();
    final List<String> calls = new ArrayList<>();

    /** What it answers to RunTask in place of starting one. */
    Optional<Supplier<RunTaskResponse>> answer = Optional.empty();

    /** What becomes of a call, by its name. */
    Consumer<String> fault = call -> {};

    /** A task of family app that stopped a minute ago because its only container exited with 1. */
    String stopped(String id, Consumer<Task.Builder> more) {
        return put(
                id,
                task -> more.accept(task.stopCode("EssentialContainerExited")
                        .stoppedReason("Essential container in task exited")
                        .lastStatus("STOPPED")
                        .desiredStatus("STOPPED")
                        .stoppedAt(NOW.minusSeconds(60))
                        .containers(container("app", 1))));
    }

    String put(String id, Consumer<Task.Builder> more) {
        String arn = ACCOUNT + "task/prod/" + id;
        Task.Builder task = Task.builder()
                .taskArn(arn)
                .clusterArn(CLUSTER)
                .taskDefinitionArn(ACCOUNT + "task-definition/app:7")
                .group("family:app")
                .launchType(LaunchType.FARGATE)
                .createdAt(NOW.minusSeconds(600))
                .desiredStatus("RUNNING")
                .lastStatus("RUNNING");
        more.accept(task);
        tasks.put(arn, task.build());
        return arn;
    }

    /** A service that lacks one of its two tasks, deployed a day ago. */
    String service(String name, Consumer<Service.Builder> more) {
        String arn = ACCOUNT + "service/prod/" + name;
        Service.Builder service = Service.builder()
                .serviceArn(arn)
                .serviceName(name)
                .clusterArn(CLUSTER)
                .status("ACTIVE")
                .schedulingStrategy("REPLICA")
                .taskDefinition(ACCOUNT + "task-definition/" + name + ":1")
                .desiredCount(2)
                .runningCount(1)
                .pendingCount(0)
                .createdAt(NOW.minusSeconds(90_000))
                .deployments(deployment("COMPLETED").build());
        more.accept(service);
        services.put(arn, service.build());
        return arn;
    }

    static Deployment.Builder deployment(String rollout) {
        return Deployment.builder()
                .id("ecs-svc/1")
                .status("PRIMARY")
                .rolloutState(rollout)
                .failedTasks(0)
                .createdAt(NOW.minusSeconds(86_400));
    }

    static Container container(String name, int exitCode) {
        return Container.builder().name(name).exitCode(exitCode).build();
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        asked("ListTasks");
        List<String> arns = tasks.values().stream()
                .filter(task -> task.desiredStatus().equals(request.desiredStatusAsString()))
                .filter(task -> request.family() == null
                        || Item.family(task.taskDefinitionArn()).equals(request.family()))
                .filter(task ->
                        request.serviceName() == null || task.group().equals("service:" + request.serviceName()))
                .map(Task::taskArn)
                .toList();
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        ListTasksResponse.Builder page = ListTasksResponse.builder()
                .taskArns(arns.stream().skip(from).limit(PAGE).toList());
        return from + PAGE < arns.size() ? page.nextToken("" + (from + PAGE)).build() : page.build();
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        asked("DescribeTasks");
        return DescribeTasksResponse.builder()
                .tasks(known(request.tasks(), tasks))
                .failures(missing(request.tasks(), tasks))
                .build();
    }

    @Override
    public ListServicesResponse listServices(ListServicesRequest request) {
        asked("ListServices");
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        ListServicesResponse.Builder page = ListServicesResponse.builder()
                .serviceArns(services.keySet().stream().skip(from).limit(PAGE).toList());
        return from + PAGE < services.size()
                ? page.nextToken("" + (from + PAGE)).build()
                : page.build();
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        asked("DescribeServices");
        return DescribeServicesResponse.builder()
                .services(known(request.services(), services))
                .failures(missing(request.services(), services))
                .build();
    }

    @Override
    public RunTaskResponse runTask(RunTaskRequest request) {
        asked("RunTask");
        runs.add(request);
        return answer.map(Supplier::get).orElseGet(() -> {
            String arn = put("new" + runs.size(), task -> task.startedBy(request.startedBy())
                    .taskDefinitionArn(request.taskDefinition())
                    .createdAt(NOW));
            return RunTaskResponse.builder()
                    .tasks(Optional.ofNullable(tasks.get(arn)).orElseThrow())
                    .build();
        });
    }

    @Override
    public UpdateServiceResponse updateService(UpdateServiceRequest request) {
        asked("UpdateService");
        updates.add(request);
        return UpdateServiceResponse.builder()
                .service(Service.builder()
                        .deployments(deployment("IN_PROGRESS").id("ecs-svc/2").build())
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private void asked(String call) {
        calls.add(call);
        fault.accept(call);
    }

    private static <T> List<T> known(List<String> arns, Map<String, T> all) {
        return arns.stream()
                .map(arn -> Optional.ofNullable(all.get(arn)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Failure> missing(List<String> arns, Map<String, ?> all) {
        Function<String, Failure> failure =
                arn -> Failure.builder().arn(arn).reason("MISSING").build();
        return arns.stream().filter(arn -> !all.containsKey(arn)).map(failure).toList();
    }
}
