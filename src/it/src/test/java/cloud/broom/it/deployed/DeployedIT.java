package cloud.broom.it.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.DynamoControls;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.control.Stop;
import cloud.broom.it.Await;
import cloud.broom.it.RealTime;
import cloud.broom.it.Typed;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stack as a user has it: deployed by {@code sam}, called and watched through AWS's APIs alone. */
@Tag("deployed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeployedIT {
    private static final Duration A_SCHEDULE_FIRES = Duration.ofMinutes(4);
    private static final Duration A_CRASH_IS_MENDED = Duration.ofMinutes(4);
    private static final Duration AN_ALERT_ARRIVES = Duration.ofMinutes(4);
    private static final int AT_ONCE = 20;
    private static final int MANY = 600;
    private static final String[] STALE = {"in/1.tmp", "in/2.tmp", "in/3.tmp"};
    private static final String[] FRESH = {"in/1.keep", "in/2.keep", "out/1.tmp"};

    private final String stem = "broom-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Cloud cloud = Cloud.ofEnvironment();
    private final SamStack stack;
    private final Calls calls;
    private final DynamoRuns runs;
    private final List<Bucket> buckets = new ArrayList<>();

    DeployedIT() throws IOException, InterruptedException {
        String targets = Stream.of("look", "apply", "twice", "at-once", "fires", "missing", "parked", "stopped")
                .map(name -> stem + "-" + name)
                .reduce((some, next) -> some + "," + next)
                .orElseThrow();
        stack = SamStack.deploy(
                cloud, stem, Map.of("TargetBuckets", targets, "TaskTimeoutSeconds", "60", "PartItems", "10"));
        runs = new DynamoRuns(cloud.dynamoDb(), stack.output("Table"));
        calls = new Calls(cloud.lambda(), stack.output("S3StaleObjectsFunction"));
    }

    @AfterAll
    void remove() throws IOException {
        buckets.forEach(Bucket::delete);
        stack.close();
        cloud.close();
    }

    @Test
    void looksWithoutTouchingInADryRun() throws Exception {
        Bucket bucket = bucket("look");

        JsonNode answer = calls.send(Calls.ask("look", bucket.name(), "dry-run", "first"));

        assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("COMPLETED");
        assertThat(answer.path("mode").asText()).isEqualTo("dry-run");
        assertThat(answer.path("scanned").asInt()).isEqualTo(5);
        assertThat(answer.path("found").asInt()).isEqualTo(STALE.length);
        assertThat(answer.path("done").asInt()).isZero();
        assertThat(bucket.keys()).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void deletesWhatADryRunHasShownAndNothingElse() throws Exception {
        Bucket bucket = bucket("apply");
        calls.send(Calls.ask("apply", bucket.name(), "dry-run", "first"));

        JsonNode answer = calls.send(Calls.ask("apply", bucket.name(), "apply", "second"));

        assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("COMPLETED");
        assertThat(answer.path("found").asInt()).isEqualTo(STALE.length);
        assertThat(answer.path("done").asInt()).isEqualTo(STALE.length);
        assertThat(answer.path("remaining").asInt()).isZero();
        assertThat(bucket.keys()).containsExactlyInAnyOrder(FRESH);
    }

    @Test
    void answersASlotDeliveredTwiceWithTheRunItAlreadyHas() throws Exception {
        Bucket bucket = bucket("twice");
        JsonNode first = calls.send(Calls.ask("twice", bucket.name(), "apply", "once"));
        bucket.with("in/later.tmp");

        JsonNode second = calls.send(Calls.ask("twice", bucket.name(), "apply", "once"));

        assertThat(first.path("duplicate").asBoolean()).as(first.toString()).isFalse();
        assertThat(second.path("duplicate").asBoolean()).as(second.toString()).isTrue();
        assertThat(second.path("run").asText()).isEqualTo(first.path("run").asText());
        assertThat(bucket.keys()).contains("in/later.tmp").doesNotContain(STALE);
    }

    /**
     * One of the answers is the run's own, where the cloud keeps what it has taken. A stand-in that takes back a whole table when
     * it cancels one transaction may lose the claim's next write: to its writer that is a lost lease, and the watchdog wakes the run.
     */
    @Test
    void makesOneRunOfASlotDeliveredTwentyTimesAtOnce() throws Exception {
        Bucket bucket = bucket("at-once");
        JsonNode call = Calls.ask("at-once", bucket.name(), "apply", "once");
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<JsonNode> answers = new ArrayList<>();
            for (Future<JsonNode> answer :
                    callers.invokeAll(Collections.<Callable<JsonNode>>nCopies(AT_ONCE, () -> calls.send(call)))) {
                answers.add(answer.get());
            }

            RunId run = RunId.of(new JobName("at-once"), new Slot("once"));
            assertThat(answers)
                    .hasSize(AT_ONCE)
                    .extracting(answer -> answer.path("run").asText())
                    .containsOnly(run.value());
            assertThat(answers)
                    .filteredOn(answer -> !answer.path("duplicate").asBoolean())
                    .hasSizeLessThanOrEqualTo(1);
            Run ended = Await.atMost(
                    A_CRASH_IS_MENDED, "its end", () -> runs.find(run).filter(one -> !one.live()));
            assertThat(ended.state().status()).as(ended.toString()).isEqualTo(Status.COMPLETED);
            assertThat(ended.progress().totals().done()).isEqualTo(STALE.length);
            assertThat(runs.recent(run.job(), 10)).hasSize(1);
            assertThat(bucket.keys()).containsExactlyInAnyOrder(FRESH);
        } finally {
            callers.shutdownNow();
        }
    }

    /** Once a minute, with a slot of its own: however often it fires, there is one run. */
    @Test
    void runsWhenItsScheduleFires() throws Exception {
        Bucket bucket = bucket("fires");
        JsonNode call = Calls.ask("fires", bucket.name(), "apply", "fired");
        try (Schedule fires =
                Schedule.eachMinute(cloud, stem, calls.arn(), stack.output("S3StaleObjectsScheduleRole"), call)) {
            Await.atMost(A_SCHEDULE_FIRES, "a run of schedule " + fires.name(), () -> slot("fires", "fired"));
            JsonNode answer = Await.atMost(A_SCHEDULE_FIRES, "its end", () -> Optional.of(calls.send(call))
                    .filter(now -> now.path("state").asText().equals("COMPLETED")));

            assertThat(answer.path("duplicate").asBoolean()).isTrue();
            assertThat(answer.path("done").asInt()).isEqualTo(STALE.length);
            assertThat(bucket.keys()).containsExactlyInAnyOrder(FRESH);
        }
    }

    @Test
    void failsLoudlyOnABucketThatDoesNotExist() throws Exception {
        try (Inbox inbox = Inbox.subscribedTo(cloud, stack.output("Topic"), stem + "-inbox")) {
            JsonNode answer = calls.send(Calls.ask("missing", stem + "-missing", "apply", "first"));

            assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("FAILED");
            assertThat(inbox.expect(answer.path("run").asText(), AN_ALERT_ARRIVES))
                    .contains("missing");
        }
    }

    @Test
    void appliesExactlyThePlanThatAPersonApproves() throws Exception {
        Bucket bucket = bucket("parked");
        ObjectNode call = Calls.ask("parked", bucket.name(), "apply", "first");
        call.withObject("/job/limits").put("items", 2);
        JsonNode parked = calls.send(call);
        assertThat(parked.path("state").asText()).as(parked.toString()).isEqualTo("BLOCKED");
        assertThat(bucket.keys()).containsExactlyInAnyOrderElementsOf(all());
        bucket.with("in/later.tmp");

        Typed approved = Typed.broom(
                "approve",
                parked.path("run").asText(),
                "--digest",
                parked.path("planDigest").asText(),
                "--stack",
                stem,
                "-o",
                "json");

        assertThat(approved.exit()).as(approved.toString()).isZero();
        assertThat(approved.answer().path("state").asText()).isEqualTo("COMPLETED");
        assertThat(approved.answer().at("/approvals/0/by").asText()).startsWith("arn:aws:");
        assertThat(bucket.keys())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(FRESH), Stream.of("in/later.tmp"))
                        .toList());
    }

    @Test
    void stopsBetweenTwoPartsWhenTheKillSwitchIsThrown() throws Exception {
        String[] many =
                IntStream.range(0, MANY).mapToObj("in/many-%04d.tmp"::formatted).toArray(String[]::new);
        Bucket bucket = bucket("stopped").with(many);
        RunId run = RunId.of(new JobName("stopped"), new Slot("first"));
        calls.post(Calls.patiently("stopped", bucket.name(), "apply", "first"));
        Await.atMost(A_CRASH_IS_MENDED, "its first parts", () -> runs.find(run)
                .filter(one -> one.progress().applied() > 0));
        DynamoControls controls = new DynamoControls(cloud.dynamoDb(), stack.output("Table"));

        controls.stop(new Stop("a test", "to see it obeyed", RealTime.CLOCK.instant()));
        try {
            Run stopped = Await.atMost(
                    A_CRASH_IS_MENDED, "its end", () -> runs.find(run).filter(one -> !one.live()));

            assertThat(stopped.state().status()).as(stopped.toString()).isEqualTo(Status.CANCELLED);
            assertThat(stopped.state().reason()).contains("kill-switch").contains("to see it obeyed");
            long done = stopped.progress().totals().done();
            assertThat(done).isPositive().isLessThan(MANY);
            assertThat(bucket.keys()).hasSize(MANY + STALE.length + FRESH.length - Math.toIntExact(done));
        } finally {
            assertThat(Typed.broom("go", "--stack", stem).exit()).isZero();
        }
        calls.post(Calls.patiently("stopped", bucket.name(), "apply", "second"));
        RunId next = RunId.of(new JobName("stopped"), new Slot("second"));
        Await.atMost(
                A_CRASH_IS_MENDED, "the next run's end", () -> runs.find(next).filter(one -> !one.live()));
        assertThat(bucket.keys()).containsExactlyInAnyOrder(FRESH);
    }

    @Test
    void refusesWhatCannotBeAJobWithThePathOfWhatIsWrong() throws Exception {
        JsonNode error = calls.sendInVain(
                """
                {"job": {"name": "refused", "task": "s3-stale-objects", "params": {}, "mood": "apply"}}
                """);

        assertThat(error.path("errorMessage").asText()).contains("mood");
    }

    private Bucket bucket(String name) {
        Bucket bucket = new Bucket(cloud.s3(), stem + "-" + name).create();
        buckets.add(bucket);
        return bucket.with(STALE).with(FRESH);
    }

    private static List<String> all() {
        return Stream.concat(Stream.of(STALE), Stream.of(FRESH)).toList();
    }

    private Optional<Map<String, AttributeValue>> slot(String job, String slot) {
        return Optional.of(cloud.dynamoDb()
                        .getItem(get -> get.tableName(stack.output("Table"))
                                .consistentRead(true)
                                .key(Map.of(
                                        "pk", AttributeValue.fromS("JOB#" + job),
                                        "sk", AttributeValue.fromS("SLOT#" + slot))))
                        .item())
                .filter(item -> !item.isEmpty());
    }
}
