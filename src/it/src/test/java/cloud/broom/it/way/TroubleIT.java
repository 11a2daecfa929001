package cloud.broom.it.way;

import static cloud.broom.it.way.LocalStage.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.it.Await;
import cloud.broom.it.RealTime;
import cloud.broom.it.way.Told.Counts;
import cloud.broom.job.JobName;
import cloud.broom.local.fault.Fault;
import cloud.broom.local.fault.Faults;
import cloud.broom.local.fault.Trouble;
import cloud.broom.run.Claims;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.task.Outcome;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS misbehaves, once or for a while: what was planned goes, once, nothing else does, and the counts say so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TroubleIT {
    private static final int TOO_LONG_IN_PLACE = 6;
    private static final Duration A_WAIT = Duration.ofSeconds(60);
    private static final String DELETE = "S3.DeleteObjects";
    private static final String LIST = "S3.ListObjectsV2";
    private static final String WRITE = "DynamoDb.TransactWriteItems";

    private final LocalStage stage = new LocalStage();
    private final Surroundings here;

    TroubleIT(@TempDir Path folder) throws IOException {
        here = stage.deploy(TemplateCopy.unchanged().in(folder), "troubled", LocalStage.TARGETS);
    }

    @AfterEach
    void calm() {
        stage.cloud().faults().clear();
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void keysThatAreDeniedFailAndTheOthersGo() throws Exception {
        seed("denied", "1", "2", "3", "secret-1", "secret-2");
        arm(DELETE, new Trouble.RefuseItem("denied/secret-*", "AccessDenied"), Faults.ALWAYS);
        try (Aws aws = here.aws()) {
            Inbox inbox = Inbox.subscribedTo(aws, here.topic(), "denied-inbox");

            Told told = here.function().call(Ask.apply("denied", BUCKET));

            told.is("PARTIAL", new Counts(5, 5, 3, 0, 2, 0));
            assertThat(keys("denied")).containsExactly("denied/secret-1", "denied/secret-2");
            Inbox.Alert alert = inbox.expect(told.run());
            assertThat(alert.attribute("state")).isEqualTo("PARTIAL");
            assertThat(alert.body())
                    .contains("3 of 5 planned items are recorded as done, 2 as failed")
                    .contains("2 of 5 items failed");
        }
    }

    @Test
    void onlyTheKeysThatWereSlowedDownAreSentAgain() throws Exception {
        seed("slow", "1", "2", "3", "later-1", "later-2");
        Fault fault = arm(DELETE, new Trouble.RefuseItem("slow/later-*", "SlowDown"), 2);
        stage.cloud().calls().clear();

        Told told = here.function().call(retrying(Ask.apply("slow", BUCKET)));

        told.is("COMPLETED", Counts.allDone(5, 5));
        assertThat(fault.struck()).isEqualTo(2);
        assertThat(stage.cloud().calls().all()).containsEntry(DELETE, 2L);
        assertThat(Outcomes.of(here, "slow"))
                .as("a key that had gone before would be GONE")
                .hasSize(5)
                .allMatch(result -> result.outcome().kind() == Outcome.Kind.DONE);
        assertThat(keys("slow")).isEmpty();
    }

    @Test
    void listingThatIsUnavailableTwiceIsRiddenOut() throws Exception {
        seed("twice", "1", "2");
        Fault fault = arm(LIST, new Trouble.Refuse(503, "ServiceUnavailable"), 2);

        Told told = here.function().call(Ask.apply("twice", BUCKET));

        told.is("COMPLETED", Counts.allDone(2, 2));
        assertThat(fault.struck()).isEqualTo(2);
    }

    @Test
    void listingThatStaysUnavailableIsWaitedForInTheAgenda() throws Exception {
        seed("away", "1", "2");
        arm(LIST, new Trouble.Refuse(503, "ServiceUnavailable"), Faults.ALWAYS);

        Told waiting = here.function().call(retrying(Ask.apply("away", BUCKET), TOO_LONG_IN_PLACE));
        stage.cloud().faults().clear();

        waiting.is("AWAITING_RETRY", Counts.untouched(0, 0));
        assertThat(waiting.reason()).contains("S3.ServiceUnavailable");
        await(waiting.wakeAt());
        here.function().wake(waiting.run(), Turn.LONG).is("COMPLETED", Counts.allDone(2, 2));
        assertThat(keys("away")).isEmpty();
    }

    @Test
    void deleteWhoseAnswerIsLostIsCountedOnce() throws Exception {
        seed("lost", "1", "2", "3");
        seed("lost-not", "1");
        Fault fault = arm(DELETE, new Trouble.Drop(), 1);

        Told told = here.function().call(Ask.apply("lost", BUCKET));

        told.is("COMPLETED", Counts.allDone(3, 3));
        assertThat(fault.struck()).isEqualTo(1);
        assertThat(keys("lost")).isEmpty();
        assertThat(keys("lost-not")).hasSize(1);
    }

    /** The writes of a run of one part: claim, plan, outcome, end. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void recordWhoseWriteIsNotAnsweredIsOneRunWithTheRightCounts(int writesBefore) throws Exception {
        String job = "unanswered-" + writesBefore;
        seed(job, "1", "2", "3");
        Fault fault = stage.cloud().faults().armAfter(writesBefore, WRITE, new Trouble.Drop(), 1);

        Told told = here.function().call(Ask.apply(job, BUCKET));

        told.is("COMPLETED", Counts.allDone(3, 3));
        assertThat(told.duplicate()).isFalse();
        assertThat(fault.struck()).isEqualTo(1);
        assertThat(keys(job)).isEmpty();
        assertThat(runs(job)).containsExactly(told.run());
    }

    /** The lease outlives the invocation by what two clocks may differ; the wait for it counts towards the retry's. */
    @Test
    void runWhoseStoreWentAwayGoesOnWhenItsLeaseHasExpired() throws Exception {
        seed("crash", "1", "2", "3");
        stage.cloud().faults().armAfter(1, WRITE, new Trouble.Drop(), Faults.ALWAYS);
        Duration remaining = Duration.ofSeconds(5);

        assertThatThrownBy(() -> here.function().call(retrying(Ask.apply("crash", BUCKET)), remaining))
                .isInstanceOf(StoreUnavailable.class);
        Instant leaseExpired =
                RealTime.CLOCK.instant().plus(remaining).plus(Claims.SKEW).plusSeconds(1);
        stage.cloud().faults().clear();

        String run = runs("crash").get(0);
        Told held = here.function().wake(run, Turn.LONG);
        assertThat(held.state()).as(held.toString()).isEqualTo("RUNNING");
        assertThat(keys("crash")).hasSize(3);
        await(leaseExpired);
        here.function().wake(run, Turn.LONG).is("COMPLETED", Counts.allDone(3, 3));
        assertThat(keys("crash")).isEmpty();
        assertThat(runs("crash")).hasSize(1);
    }

    private Fault arm(String operation, Trouble trouble, int times) {
        return stage.cloud().faults().arm(operation, trouble, times);
    }

    /** What passes by itself is tried again after a second each time. */
    private static Ask retrying(Ask ask) {
        return retrying(ask, 1);
    }

    private static Ask retrying(Ask ask, int intervalSeconds) {
        return ask.job(job -> {
            ObjectNode retrier = job.putArray("retry").addObject();
            retrier.put("IntervalSeconds", intervalSeconds)
                    .put("MaxAttempts", 3)
                    .put("BackoffRate", 1);
            retrier.putArray("ErrorEquals").add("Broom.Transient").add("Broom.Crashed");
        });
    }

    private static void await(Instant instant) throws InterruptedException {
        boolean there = Await.atMost(A_WAIT, "the instant " + instant, () -> Optional.of(
                        RealTime.CLOCK.instant().isAfter(instant))
                .filter(passed -> passed));
        assertThat(there).isTrue();
    }

    private void seed(String job, String... names) {
        Instant now = RealTime.CLOCK.instant().minusSeconds(60);
        Stream.of(names).forEach(name -> stage.s3().seed(BUCKET, job + "/" + name, 10, now));
    }

    private List<String> keys(String job) {
        return stage.s3().keys(BUCKET).stream()
                .filter(key -> key.startsWith(job + "/"))
                .toList();
    }

    private List<String> runs(String job) {
        try (Aws aws = here.aws()) {
            return new DynamoRuns(aws.dynamoDb(), here.table())
                    .recent(new JobName(job), 10).stream()
                            .map(line -> line.id().value())
                            .toList();
        }
    }
}
