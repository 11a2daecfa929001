package cloud.broom.it.way;

import static cloud.broom.it.way.LocalStage.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cloud.broom.aws.Aws;
import cloud.broom.it.RealTime;
import cloud.broom.it.way.Told.Counts;
import cloud.broom.json.Refused;
import cloud.broom.run.SlotTaken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be a run is refused by name; what turns out not to be workable fails its run and alerts; nothing is deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputIT {
    private static final String FORBIDDEN = "way-forbidden";

    private final LocalStage stage = new LocalStage();
    private final Surroundings here;
    private final Aws aws;
    private final Inbox inbox;

    BadInputIT(@TempDir Path folder) throws IOException {
        here = stage.deploy(TemplateCopy.unchanged().in(folder), "bad-input", LocalStage.TARGETS);
        aws = here.aws();
        inbox = Inbox.subscribedTo(aws, here.topic(), "bad-input");
    }

    @BeforeAll
    void fill() {
        Instant old = RealTime.CLOCK.instant().minusSeconds(60);
        stage.s3().create(FORBIDDEN);
        stage.s3().seed(BUCKET, "bad/1", 10, old);
        stage.s3().seed(FORBIDDEN, "bad/1", 10, old);
    }

    @AfterEach
    void nothingIsDeleted() {
        assertThat(stage.s3().keys(BUCKET)).contains("bad/1");
        assertThat(stage.s3().keys(FORBIDDEN)).contains("bad/1");
    }

    @AfterAll
    void close() {
        aws.close();
        stage.close();
    }

    static Stream<Arguments> refused() {
        Ask ask = Ask.apply("bad", BUCKET);
        return Stream.of(
                arguments("{\"job\": ", "payload: is not JSON"),
                arguments("", "payload: is empty"),
                arguments("[1]", "payload: is not a JSON object"),
                arguments("{}", "payload.job: is missing"),
                arguments(ask.job(job -> job.remove("name")), "payload.job.name: is missing"),
                arguments(ask.job(job -> job.put("name", "no good")), "payload.job.name"),
                arguments(ask.job(job -> job.put("task", "ebs-orphans")), "'ebs-orphans' is not this function's task"),
                arguments(ask.job(job -> job.put("mood", "apply")), "payload.job.mood: is not a known key"),
                arguments(ask.job(job -> job.put("mode", "delete")), "payload.job.mode: 'delete' is not one of"),
                arguments(ask.job(job -> job.remove("owner")), "payload.job.owner: is missing"),
                arguments(ask.slot("9999-12-31T00:00:00Z"), "slot: 9999-12-31T00:00:00Z is more than a day ahead"),
                arguments(ask.slot("2001-01-01T00:00:00Z"), "slot: 2001-01-01T00:00:00Z is older than"),
                arguments("{\"job\": \"never-registered\"}", "no job is registered as never-registered"),
                arguments("{\"wake\": \"bad.0123456789abcdef\"}", "there is no run bad.0123456789abcdef"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCannotBeARun(Object payload, String what) {
        assertThatThrownBy(() -> here.function().call(payload))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(what);
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                arguments(bad("denied").params(params -> params.put("bucket", FORBIDDEN)), "S3.AccessDenied"),
                arguments(
                        bad("whole").params(params -> params.put("prefix", "")),
                        "job.params.prefix: is empty: name one, or say allowWholeBucket: true"),
                arguments(
                        bad("no-duration").params(params -> params.put("olderThan", "90 days")),
                        "job.params.olderThan: '90 days' is not an ISO-8601 duration"),
                arguments(
                        bad("negative").params(params -> params.put("olderThan", "-P1D")),
                        "job.params.olderThan: PT-24H is negative"),
                arguments(
                        bad("unknown-key").params(params -> params.put("olderThen", "P1D")),
                        "job.params.olderThen: is not a known key"),
                arguments(bad("no-bucket").params(params -> params.remove("bucket")), "job.params.bucket: is missing"));
    }

    @ParameterizedTest
    @MethodSource("failing")
    void failsTheRunAndAlertsWhenWhatItIsToDoCannotBeDone(Ask ask, String why) throws Exception {
        Told told = here.function().call(ask);

        told.is("FAILED", Counts.untouched(0, 0));
        assertThat(told.reason()).contains(why);
        Inbox.Alert alert = inbox.expect(told.run());
        assertThat(alert.body()).contains("Nothing was deleted").contains(why);
        assertThat(alert.attribute("severity")).isEqualTo("ERROR");
    }

    @Test
    void refusesAKnownSlotWithAnotherSpec() throws Exception {
        here.function().call(Ask.apply("known", BUCKET));

        assertThatThrownBy(() ->
                        here.function().call(Ask.apply("known", BUCKET).params(params -> params.put("prefix", "bad/"))))
                .isInstanceOf(SlotTaken.class)
                .hasMessageContaining("slot once of job known");
    }

    /** A job of its own, for what other jobs' objects lie under. */
    private static Ask bad(String job) {
        return Ask.apply(job, BUCKET).params(params -> params.put("prefix", "bad/"));
    }
}
