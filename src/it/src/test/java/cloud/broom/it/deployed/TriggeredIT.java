package cloud.broom.it.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.DynamoRuns;
import cloud.broom.it.Await;
import cloud.broom.it.Checkout;
import cloud.broom.it.Typed;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.plan.Totals;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Events that ask for runs, and what runs tell, through EventBridge. */
@Tag("deployed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TriggeredIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration AN_EVENT_TAKES = Duration.ofMinutes(3);

    /** Lambda tries it three times, a minute and two minutes apart; then there is the watchdog's next pass. */
    private static final Duration A_CALL_IS_GIVEN_UP = Duration.ofMinutes(8);

    private static final String DEFAULT_BUS = "default";

    private final String stem = "broom-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Cloud cloud = Cloud.ofEnvironment();
    private final Bucket bucket = new Bucket(cloud.s3(), stem + "-target");
    private final String cluster;
    private final SamStack stack;
    private final Calls objects;
    private final DynamoRuns runs;

    TriggeredIT() throws IOException, InterruptedException {
        cluster = cloud.ecs()
                .createCluster(create -> create.clusterName(stem))
                .cluster()
                .clusterArn();
        stack = SamStack.deploy(cloud, stem, Map.of("TargetBuckets", bucket.name(), "TargetClusters", cluster));
        objects = new Calls(cloud.lambda(), stack.output("S3StaleObjectsFunction"));
        runs = new DynamoRuns(cloud.dynamoDb(), stack.output("Table"));
        bucket.create();
    }

    @AfterAll
    void remove() throws IOException {
        bucket.delete();
        cloud.ecs().deleteCluster(delete -> delete.cluster(cluster));
        stack.close();
        cloud.close();
    }

    /** A stand-in that gives no stop code leaves the task UNKNOWN, and what is unknown stays as it is. */
    @Test
    void stateChangeOfAnEcsTaskStartsARunOnThatTask() throws Exception {
        Task stopped = stoppedTask();
        JsonNode sample = sample();
        Calls tasks = new Calls(cloud.lambda(), stack.output("EcsStoppedTasksFunction"));
        JobName job = new JobName(sample.at("/job/name").asText());
        try (Rule rule = Rule.on(
                        cloud,
                        DEFAULT_BUS,
                        stem,
                        """
                        {"source": ["aws.ecs", "%s"], "detail-type": ["ECS Task State Change"],
                         "detail": {"clusterArn": ["%s"], "lastStatus": ["STOPPED"]}}
                        """
                                .formatted(stem, cluster))
                .call(tasks, sample.path("job").toString())) {
            tell(sample, stopped);

            Run run = Await.atMost(
                    AN_EVENT_TAKES, "the end of a run that " + rule.name() + " has asked for", () -> ended(job));

            assertThat(run.state().status()).as(run.toString()).isEqualTo(Status.COMPLETED);
            assertThat(run.asked().slot().text()).startsWith("event/");
            assertThat(run.job().params().path("task").asText()).isEqualTo(stopped.taskArn());
            Totals totals = run.progress().totals();
            assertThat(totals.scanned()).isEqualTo(1);
            assertThat(totals.done() + totals.unknown()).as(totals.toString()).isEqualTo(1);
        }
    }

    @Test
    void jobFollowsOnAnother() throws Exception {
        JobName follower = new JobName("follower");
        ObjectNode next = (ObjectNode)
                Calls.ask(follower.value(), bucket.name(), "dry-run", "none").path("job");
        next.put("maxPerHour", 2);
        try (Rule rule = Rule.on(
                        cloud,
                        stack.output("Bus"),
                        stem + "-chain",
                        """
                        {"source": ["broom"], "detail-type": ["Run Completed"], "detail": {"job": ["leader"]}}
                        """)
                .call(objects, next.toString())) {

            JsonNode led = objects.send(Calls.ask("leader", bucket.name(), "dry-run", "first"));

            assertThat(led.path("state").asText()).as(led.toString()).isEqualTo("COMPLETED");
            Run followed = Await.atMost(
                    AN_EVENT_TAKES, "the run that " + rule.name() + " has asked for", () -> ended(follower));
            assertThat(followed.state().status()).as(followed.toString()).isEqualTo(Status.COMPLETED);
            assertThat(followed.asked().slot().text()).startsWith("event/");
            assertThat(runs.recent(follower, 10)).hasSize(1);
        }
    }

    /** As every stack of this suite does, it holds each of them to its schema when it is closed. */
    @Test
    void busCarriesWhatBecomesOfAJob() throws Exception {
        objects.send(Calls.ask("told", stem + "-missing", "apply", "fails"));
        objects.send(Calls.ask("told", bucket.name(), "apply", "finds-nothing"));
        bucket.with("in/1.tmp");
        ObjectNode blocked = Calls.ask("told", bucket.name(), "apply", "blocked");
        blocked.withObject("/job/limits").put("items", 0);
        objects.send(blocked);
        ObjectNode asking = Calls.ask("asking", bucket.name(), "apply", "asks");
        asking.withObject("/job/approval/above").put("items", 0);
        objects.send(asking);

        for (String type : List.of(
                "Run Started", "Run Failed", "Incident Opened", "Run Completed", "Incident Resolved", "Run Blocked")) {
            JsonNode event = stack.listener().expect(type, "told", AN_EVENT_TAKES);
            assertThat(event.at("/detail/version").asText()).isEqualTo("1");
        }
        assertThat(stack.listener()
                        .expect("Approval Requested", "asking", AN_EVENT_TAKES)
                        .at("/detail/run")
                        .asText())
                .startsWith("asking.");
    }

    /** Its job is known by then: what was asked for too early is done after all. */
    @Test
    void callThatWasGivenUpIsToldOfAndCanBeSentAgain() throws Exception {
        JobName job = new JobName("early");
        try (Inbox inbox = Inbox.subscribedTo(cloud, stack.output("Topic"), stem + "-inbox")) {
            objects.post(JSON.createObjectNode()
                    .put("job", job.value())
                    .put("slot", "first")
                    .put("mode", "dry-run"));

            assertThat(inbox.expect("[NOT DELIVERED] early", A_CALL_IS_GIVEN_UP))
                    .contains("no job is registered under that name");
        }
        objects.send(Calls.ask(job.value(), bucket.name(), "dry-run", "second"));
        JsonNode letter = Typed.broom("redrive", "--list", "--stack", stem, "-o", "json")
                .answer()
                .at("/letters/0");
        Typed sent = Typed.broom("redrive", letter.path("id").asText(), "--stack", stem);

        assertThat(sent.exit()).as(sent + " of " + letter).isZero();
        Run run = Await.atMost(AN_EVENT_TAKES, "the end of its run", () -> runs.find(RunId.of(job, new Slot("first")))
                .filter(one -> !one.live()));
        assertThat(run.state().status()).as(run.toString()).isEqualTo(Status.COMPLETED);
    }

    private Task stoppedTask() throws InterruptedException {
        cloud.ecs().registerTaskDefinition(register -> register.family(stem)
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image("busybox")
                        .memory(64)
                        .build()));
        Task task = cloud.ecs()
                .runTask(run -> run.cluster(cluster).taskDefinition(stem).launchType(LaunchType.FARGATE))
                .tasks()
                .get(0);
        cloud.ecs().stopTask(stop -> stop.cluster(cluster).task(task.taskArn()).reason("a test"));
        return Await.atMost(
                AN_EVENT_TAKES,
                "a task that has stopped",
                () -> cloud.ecs().describeTasks(ask -> ask.cluster(cluster).tasks(task.taskArn())).tasks().stream()
                        .filter(now -> now.lastStatus().equals("STOPPED"))
                        .findFirst());
    }

    /** The event that documents this, with its job, for a task that somebody has stopped. */
    private static JsonNode sample() throws IOException {
        JsonNode sample =
                JSON.readTree(Files.readString(Checkout.root().resolve("events/ecs-stopped-tasks/task-stopped.json")));
        ObjectNode params = sample.withObject("/job/params");
        params.remove("networkConfiguration");
        params.putArray("ignoreStopCodes");
        return sample;
    }

    /** As ECS tells it, but in the test's own name: nobody but AWS tells anything in one that begins with {@code aws}. */
    private void tell(JsonNode sample, Task stopped) {
        ObjectNode detail = sample.at("/event/detail").deepCopy();
        detail.put("clusterArn", stopped.clusterArn()).put("taskArn", stopped.taskArn());
        assertThat(cloud.eventBridge()
                        .putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                                .source(stem)
                                .detailType(sample.at("/event/detail-type").asText())
                                .detail(detail.toString())
                                .build()))
                        .failedEntryCount())
                .isZero();
    }

    private Optional<Run> ended(JobName job) {
        return runs.recent(job, 10).stream()
                .flatMap(line -> runs.find(line.id()).stream())
                .filter(run -> !run.live())
                .findFirst();
    }
}
