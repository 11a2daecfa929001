package cloud.broom.it.way;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.it.Await;
import cloud.broom.it.way.Told.Counts;
import cloud.broom.job.RunId;
import cloud.broom.run.Ended;
import cloud.broom.run.SlotTaken;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The way of a run through the handlers, the same wherever there is an AWS to reach. It asks nothing of the surroundings but
 * AWS's own APIs, so an object is stale here by its suffix and not by its age.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WaySuite {
    private static final Duration A_WAKE_TAKES = Duration.ofSeconds(60);

    private Surroundings here;
    private Aws aws;

    /** Made once, before the first test. */
    protected abstract Surroundings open() throws Exception;

    @BeforeAll
    void enter() throws Exception {
        here = open();
        aws = here.aws();
    }

    @AfterAll
    void leave() {
        if (aws != null) {
            aws.close();
        }
    }

    @Test
    void dryRunTellsWhatItWouldDeleteAndDeletesNothing() throws Exception {
        put("look", "1.tmp", "2.tmp", "3.tmp", "1.keep", "2.keep");

        Told told = here.function().call(Ask.applyToTmp("look", here.bucket()).dryRun());

        told.is("COMPLETED", Counts.untouched(5, 3));
        assertThat(told.bytes()).isEqualTo("content of look/1.tmp".length() * 3L);
        assertThat(keys("look")).hasSize(5);
        assertThat(records("look")).singleElement().asString().endsWith("/plan/00001.ndjson.gz");
    }

    @Test
    void applyDeletesExactlyWhatItPlanned() throws Exception {
        put("apply", "1.tmp", "2.tmp", "3.tmp", "1.keep", "2.keep");
        put("applied-too", "1.tmp");

        Told told = here.function().call(Ask.applyToTmp("apply", here.bucket()));

        told.is("COMPLETED", Counts.allDone(5, 3));
        assertThat(keys("apply")).containsExactly("apply/1.keep", "apply/2.keep");
        assertThat(keys("applied-too")).hasSize(1);
        assertThat(records("apply")).hasSize(2).anyMatch(name -> name.endsWith("/outcome/00001-1.ndjson.gz"));
    }

    @Test
    void runGoesOnInHandlersThatShareNothingButTableAndBucket() throws Exception {
        put("far", IntStream.range(0, 9).mapToObj(i -> i + ".tmp").toArray(String[]::new));
        put("far", "a.keep", "b.keep", "c.keep");
        Map<String, String> smallParts = Map.of("BROOM_PART_ITEMS", "4");

        Told told = here.function(smallParts).call(Ask.applyToTmp("far", here.bucket()), Turn.ONE_STEP);
        assertThat(told.state()).as(told.toString()).isEqualTo("SUSPENDED");
        int invocations = 1;
        for (; told.state().equals("SUSPENDED") && invocations < 20; invocations++) {
            told = here.function(smallParts).wake(told.run(), Turn.ONE_STEP);
        }

        told.is("COMPLETED", Counts.allDone(12, 9));
        assertThat(invocations).isGreaterThanOrEqualTo(4);
        assertThat(keys("far")).containsExactly("far/a.keep", "far/b.keep", "far/c.keep");
    }

    @Test
    void slotDeliveredTwiceIsOneRun() throws Exception {
        put("twice", "1.tmp");
        Told first = here.function().call(Ask.applyToTmp("twice", here.bucket()));
        put("twice", "2.tmp");

        Told second = here.function().call(Ask.applyToTmp("twice", here.bucket()));

        assertThat(first.duplicate()).isFalse();
        assertThat(second.duplicate()).isTrue();
        assertThat(second.run()).isEqualTo(first.run());
        second.is("COMPLETED", Counts.allDone(1, 1));
        assertThat(keys("twice")).containsExactly("twice/2.tmp");
    }

    @Test
    void slotAskedForWithAnotherSpecIsRefused() throws Exception {
        put("other", "1.tmp", "2.old");
        here.function().call(Ask.applyToTmp("other", here.bucket()));
        Ask changed = Ask.apply("other", here.bucket()).params(params -> params.put("suffix", ".old"));

        assertThatThrownBy(() -> here.function().call(changed))
                .isInstanceOf(SlotTaken.class)
                .hasMessageContaining("slot once of job other");

        assertThat(keys("other")).containsExactly("other/2.old");
    }

    @Test
    void bucketThatDoesNotExistFailsTheRunAndAlerts() throws Exception {
        Inbox inbox = Inbox.subscribedTo(aws, here.topic(), here.missing() + "-inbox");

        Told told = here.function().call(Ask.applyToTmp("absent", here.missing()));

        told.is("FAILED", Counts.untouched(0, 0));
        assertThat(told.reason()).contains("S3.NoSuchBucket").contains(here.missing());
        Inbox.Alert alert = inbox.expect(told.run());
        assertThat(alert.subject()).startsWith("[FAILED] absent, ").hasSizeLessThan(100);
        assertThat(alert.body()).contains("Nothing was deleted").contains("S3.NoSuchBucket");
        assertThat(alert.attribute("job")).isEqualTo("absent");
        assertThat(alert.attribute("task")).isEqualTo("s3-stale-objects");
        assertThat(alert.attribute("state")).isEqualTo("FAILED");
        assertThat(alert.attribute("severity")).isEqualTo("ERROR");
    }

    @Test
    void planBeyondItsLimitIsBlockedBeforeAnythingIsDeleted() throws Exception {
        put("much", "1.tmp", "2.tmp", "3.tmp");

        Told told = here.function().call(Ask.applyToTmp("much", here.bucket()).job(job -> job.putObject("limits")
                .put("items", 2)));

        told.is("BLOCKED", Counts.untouched(3, 3));
        assertThat(told.reason()).isEqualTo("plan 3 items > limits.items 2");
        assertThat(told.waits()).isTrue();
        assertThat(keys("much")).hasSize(3);
    }

    @Test
    void watchdogWakesWhatIsDue() throws Exception {
        put("due", "1.tmp", "2.tmp");
        Told told = here.function().call(Ask.applyToTmp("due", here.bucket()), Turn.ONE_STEP);
        assertThat(told.state()).as(told.toString()).isEqualTo("SUSPENDED");

        JsonNode pass = here.watchdogFunction().raw("{}", Turn.LONG);

        if (here.callable()) {
            assertThat(pass.path("woken").asInt()).as(pass.toString()).isPositive();
            Ended ended = Await.atMost(A_WAKE_TAKES, "the end of " + told.run(), () -> ended(told.run()));
            assertThat(ended.how()).isEqualTo(Ended.How.COMPLETED);
            assertThat(keys("due")).isEmpty();
        } else {
            assertThat(pass.path("woken").asInt()).as(pass.toString()).isZero();
            assertThat(pass.path("left").asInt()).as(pass.toString()).isPositive();
            assertThat(keys("due")).hasSize(2);
        }
    }

    private Optional<Ended> ended(String run) {
        return new DynamoRuns(aws.dynamoDb(), here.table())
                .find(new RunId(run))
                .map(found -> found.state())
                .filter(Ended.class::isInstance)
                .map(Ended.class::cast);
    }

    private void put(String folder, String... names) {
        Stream.of(names).map(name -> folder + "/" + name).forEach(key -> aws.s3()
                .putObject(
                        object -> object.bucket(here.bucket()).key(key), RequestBody.fromString("content of " + key)));
    }

    private List<String> keys(String folder) {
        return listed(here.bucket(), folder + "/");
    }

    private List<String> records(String job) {
        return listed(here.records(), "runs/" + job + "/");
    }

    private List<String> listed(String bucket, String prefix) {
        return aws.s3().listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
