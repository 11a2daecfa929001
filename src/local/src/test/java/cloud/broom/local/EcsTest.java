package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.local.ecs.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** ECS as its own client sees it. */
final class EcsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/job";

    private static final ContainerDefinition APP =
            ContainerDefinition.builder().name("app").image("app:1").build();

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-28T10:00:00Z"));
    private final LocalCloud cloud = LocalCloud.builder(clock).start();
    private final EcsClient ecs = Clients.ecs(cloud.operatorEnvironment());

    @BeforeEach
    void prepare() {
        ecs.createCluster(create -> create.clusterName("prod"));
        ecs.registerTaskDefinition(
                register -> register.family("job").taskRoleArn(ROLE).containerDefinitions(APP));
    }

    @AfterEach
    void close() {
        ecs.close();
        cloud.close();
    }

    @Test
    void aTaskIsShownAsItWasRun() {
        Task run = run(task -> task.group("nightly")
                .startedBy("me")
                .overrides(overrides -> overrides.cpu("256"))
                .tags(Tag.builder().key("team").value("x").build()));

        Task shown = describe(run.taskArn());
        assertThat(shown.lastStatus()).isEqualTo("RUNNING");
        assertThat(shown.group()).isEqualTo("nightly");
        assertThat(shown.startedBy()).isEqualTo("me");
        assertThat(shown.overrides().cpu()).isEqualTo("256");
        assertThat(shown.tags()).extracting(Tag::key).containsExactly("team");
        assertThat(shown.createdAt()).isEqualTo(clock.instant());
        assertThat(shown.taskDefinitionArn()).endsWith("task-definition/job:1");
        assertThat(list(DesiredStatus.RUNNING)).containsExactly(run.taskArn());
        assertThat(list(DesiredStatus.STOPPED)).isEmpty();
        assertThat(ecs.describeTasks(describe -> describe.cluster("prod").tasks(run.taskArn()))
                        .tasks())
                .singleElement()
                .satisfies(untold -> assertThat(untold.tags()).isEmpty());
    }

    @Test
    void aStoppedTaskIsShownForAnHour() {
        Task run = run(task -> {});
        cloud.ecs().end(run.taskArn(), Ending.exited(Map.of("app", 3)));

        clock.advance(Duration.ofHours(1));
        Task shown = describe(run.taskArn());
        assertThat(shown.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(shown.containers()).extracting(Container::exitCode).containsExactly(3);
        assertThat(list(DesiredStatus.STOPPED)).containsExactly(run.taskArn());

        clock.advance(Duration.ofMillis(1));
        assertThat(list(DesiredStatus.STOPPED)).isEmpty();
        assertThat(ecs.describeTasks(describe -> describe.cluster("prod").tasks(run.taskArn()))
                        .failures())
                .extracting(Failure::reason)
                .containsExactly("MISSING");
    }

    @Test
    void aTokenIsGoodForOneRequest() {
        Consumer<RunTaskRequest.Builder> first = task -> task.clientToken("t").startedBy("me");
        Task run = run(first);

        assertThat(run(first).taskArn()).isEqualTo(run.taskArn());
        assertThatThrownBy(() -> run(first.andThen(task -> task.startedBy("you"))))
                .isInstanceOf(ConflictException.class);
        assertThat(list(DesiredStatus.RUNNING)).hasSize(1);

        clock.advance(Duration.ofHours(25));
        assertThat(run(first).taskArn()).isNotEqualTo(run.taskArn());
    }

    @Test
    void whatCannotBeRunIsAFailureInAnAnswerThatIsNone() {
        cloud.ecs().lack("RESOURCE:MEMORY");
        RunTaskResponse answer = ecs.runTask(task -> task.cluster("prod").taskDefinition("job"));
        assertThat(answer.tasks()).isEmpty();
        assertThat(answer.failures()).extracting(Failure::reason).containsExactly("RESOURCE:MEMORY");

        cloud.ecs().lack("");
        assertThat(run(task -> {}).taskArn()).isNotEmpty();
    }

    @Test
    void aTaskOfItsOwnNetworkHasToBeToldWhere() {
        ecs.registerTaskDefinition(register ->
                register.family("net").networkMode(NetworkMode.AWSVPC).containerDefinitions(APP));

        assertThatThrownBy(() -> run(task -> task.taskDefinition("net")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Network Configuration must be provided");
        assertThat(run(task -> task.taskDefinition("net")
                                .networkConfiguration(
                                        where -> where.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1"))))
                        .attachments())
                .singleElement()
                .satisfies(attachment -> assertThat(attachment.type()).isEqualTo("ElasticNetworkInterface"));
        assertThatThrownBy(() -> run(task ->
                        task.networkConfiguration(where -> where.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1")))))
                .hasMessageContaining("not valid for the given networkMode");
    }

    @Test
    void anAgentSaysHowATaskEnded() {
        Task ended = run(task -> {});
        ContainerStateChange exit =
                ContainerStateChange.builder().containerName("app").exitCode(7).build();
        ecs.submitTaskStateChange(submit ->
                submit.cluster("prod").task(ended.taskArn()).status("STOPPED").containers(exit));
        assertThat(describe(ended.taskArn()).containers())
                .extracting(Container::exitCode)
                .containsExactly(7);

        Task unpulled = run(task -> {});
        ecs.submitTaskStateChange(submit -> submit.cluster("prod")
                .task(unpulled.taskArn())
                .status("STOPPED")
                .reason("CannotPullContainerError"));
        assertThat(describe(unpulled.taskArn()).stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(describe(unpulled.taskArn()).stoppedReason()).isEqualTo("CannotPullContainerError");
    }

    @Test
    void aStopByAPersonSaysSo() {
        Task run = run(task -> {});

        Task stopped = ecs.stopTask(
                        stop -> stop.cluster("prod").task(run.taskArn()).reason("enough"))
                .task();

        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
        assertThat(stopped.stoppedReason()).isEqualTo("enough");
        assertThat(stopped.containers()).extracting(Container::exitCode).containsExactly(137);
    }

    @Test
    void aTaskThatStopsTellsOfItOnTheDefaultBus() {
        try (SqsClient sqs = Clients.sqs(cloud.operatorEnvironment());
                EventBridgeClient events = Clients.events(cloud.operatorEnvironment())) {
            String queue = sqs.createQueue(create -> create.queueName("told")).queueUrl();
            toQueue(events);
            Task run = run(task -> {});

            cloud.ecs().end(run.taskArn(), Ending.exited(Map.of("app", 1)));

            assertThat(cloud.awaitIdle(Duration.ofSeconds(20))).isTrue();
            List<Message> told =
                    sqs.receiveMessage(receive -> receive.queueUrl(queue)).messages();
            assertThat(told)
                    .singleElement()
                    .extracting(Message::body)
                    .asString()
                    .contains(
                            "\"source\":\"aws.ecs\"",
                            "\"resources\":[\"" + run.taskArn() + "\"]",
                            "\"taskArn\":\"" + run.taskArn() + "\"",
                            "\"clusterArn\":\"" + run.clusterArn() + "\"",
                            "\"stopCode\":\"EssentialContainerExited\"",
                            "\"stoppedAt\":\"2026-03-28T10:00:00Z\"",
                            "\"exitCode\":1");
        }
    }

    private static void toQueue(EventBridgeClient events) {
        events.putRule(rule -> rule.name("stopped")
                .eventPattern("{\"source\":[\"aws.ecs\"],\"detail-type\":[\"ECS Task State Change\"],"
                        + "\"detail\":{\"lastStatus\":[\"STOPPED\"]}}"));
        events.putTargets(put -> put.rule("stopped")
                .targets(Target.builder()
                        .id("q")
                        .arn("arn:aws:sqs:us-east-1:123456789012:told")
                        .build()));
    }

    @Test
    void aServiceReplacesItsTasksUnlessItGetsNone() {
        Service service = service(3);
        assertThat(service.runningCount()).isEqualTo(3);
        String one = list(DesiredStatus.RUNNING).get(0);

        cloud.ecs().end(one, Ending.exited(Map.of("app", 1)));
        assertThat(list(DesiredStatus.RUNNING)).hasSize(3).doesNotContain(one);

        cloud.ecs().limit(service.serviceArn(), 1);
        assertThat(serviceNow().runningCount()).isEqualTo(1);
        assertThat(serviceNow().desiredCount()).isEqualTo(3);
        assertThat(serviceNow().deployments()).singleElement().satisfies(deployment -> assertThat(
                        deployment.rolloutState())
                .isEqualTo(DeploymentRolloutState.COMPLETED));
        assertThat(ecs.listTasks(list -> list.cluster("prod").serviceName("web").desiredStatus(DesiredStatus.STOPPED))
                        .taskArns())
                .hasSize(3);

        cloud.ecs().unlimit(service.serviceArn());
        assertThat(serviceNow().runningCount()).isEqualTo(3);
    }

    @Test
    void aForcedDeploymentReplacesEveryTaskAndIsInProgressUntilAllRun() {
        Service service = service(2);
        List<String> before = list(DesiredStatus.RUNNING);
        cloud.ecs().limit(service.serviceArn(), 1);

        Service updated = ecs.updateService(
                        update -> update.cluster("prod").service("web").forceNewDeployment(true))
                .service();

        assertThat(updated.deployments().get(0).rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
        assertThat(updated.deployments().get(0).id())
                .isNotEqualTo(service.deployments().get(0).id());
        cloud.ecs().unlimit(service.serviceArn());
        assertThat(serviceNow().deployments().get(0).rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
        assertThat(list(DesiredStatus.RUNNING)).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    @Test
    void listsComeInPages() {
        IntStream.range(0, 7).forEach(any -> run(task -> {}));
        assertThat(ecs.listTasksPaginator(list -> list.cluster("prod").maxResults(3)).stream()
                        .map(page -> page.taskArns().size()))
                .containsExactly(3, 3, 1);
        assertThat(ecs.listTasksPaginator(list -> list.cluster("prod").family("other"))
                        .taskArns())
                .isEmpty();
        assertThat(ecs.listClusters().clusterArns()).hasSize(1);
        assertThatThrownBy(() -> ecs.listTasks(list -> list.cluster("other")))
                .isInstanceOf(ClusterNotFoundException.class);
    }

    private Task run(Consumer<RunTaskRequest.Builder> more) {
        return ecs.runTask(task -> more.accept(task.cluster("prod").taskDefinition("job")))
                .tasks()
                .get(0);
    }

    private Task describe(String arn) {
        return ecs.describeTasks(describe -> describe.cluster("prod").tasks(arn).include(TaskField.TAGS))
                .tasks()
                .get(0);
    }

    private List<String> list(DesiredStatus status) {
        return ecs.listTasks(list -> list.cluster("prod").desiredStatus(status)).taskArns();
    }

    private Service service(int desired) {
        return ecs.createService(create -> create.cluster("prod")
                        .serviceName("web")
                        .taskDefinition("job")
                        .desiredCount(desired))
                .service();
    }

    private Service serviceNow() {
        return ecs.describeServices(describe -> describe.cluster("prod").services("web"))
                .services()
                .get(0);
    }
}
