package cloud.broom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Letter;
import cloud.broom.watch.DeadLetters;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A call that was given up is kept before its message is deleted, and becomes what it deserves. */
final class LostCallTest {
    private static final String SLOT = "2026-02-01T03:00:00Z";

    private final Clockwork works = new Clockwork();

    @Test
    void slotWhoseScheduleGaveUpIsMissedWithTheReasonAndTheCallIsKept() {
        given("letter-1", ask(SLOT));

        works.at("03:01:00").pass();

        assertThat(works.missed())
                .containsExactly(SLOT + ": AWS.Scheduler.InternalServerError: no role (from some-schedule)");
        assertThat(letter()).satisfies(kept -> {
            assertThat(kept.function()).isEqualTo(Clockwork.FUNCTION);
            assertThat(kept.fate()).isEqualTo("its slot is MISSED");
            assertThat(Json.parse(kept.payload(), "payload").path("slot").asText())
                    .isEqualTo("redrive/letter-1");
        });
        assertThat(works.queue.left()).isEmpty();
        assertThat(works.scene.runs.healthOf(Scene.TIDY).open()).hasSize(1);
        works.until("03:03:00");
        assertThat(works.scene.outlet.alerts())
                .extracting(Alert::subject)
                .allMatch(subject -> subject.startsWith("[MISSED] tidy"));
    }

    @Test
    void slotThatItsTimetableWillSeeToIsLeftToThat() {
        Clockwork hourly = Clockwork.hourly("");
        hourly.queue.send("letter-1", ask(SLOT), given());

        hourly.at("03:01:00").pass();
        assertThat(hourly.missed()).isEmpty();
        assertThat(hourly.scene.runs.letters()).hasSize(1);
        hourly.until("03:20:00");

        assertThat(hourly.started()).containsExactly(SLOT);
    }

    @Test
    void slotThatHasARunAllTheSameLosesNothing() {
        works.at("03:00:30").scene.ask(Scene.apply(), SLOT);
        given("letter-1", ask(SLOT));

        works.at("03:01:00").pass();

        assertThat(works.queue.left()).isEmpty();
        assertThat(works.scene.runs.letters()).isEmpty();
        assertThat(works.missed()).isEmpty();
    }

    @Test
    void callThatAFunctionCouldNotRecordIsAnIncident() {
        String record =
                """
                {"version":"1.0","requestContext":{"requestId":"r-1","functionArn":"%s:$LATEST","condition":"RetriesExhausted",
                 "approximateInvokeCount":3},"requestPayload":{"job":%s},
                 "responsePayload":{"errorType":"cloud.broom.run.StoreUnavailable","errorMessage":"no table"}}"""
                        .formatted(Clockwork.FUNCTION, Scene.apply());
        works.queue.send("letter-1", record, Map.of());

        works.at("03:01:00").pass();

        assertThat(works.scene.runs.healthOf(Scene.TIDY).open()).singleElement().satisfies(incident -> {
            assertThat(incident.trouble().error()).isEqualTo(ErrorName.NOT_DELIVERED);
            assertThat(incident.trouble().reason())
                    .isEqualTo("RetriesExhausted after 3 invocations: cloud.broom.run.StoreUnavailable: no table");
        });
        assertThat(letter().function()).isEqualTo(Clockwork.FUNCTION);
        assertThat(Json.parse(letter().payload(), "payload").path("slot").asText())
                .as("sent again, it is the same call")
                .isEqualTo("request/r-1");
    }

    @Test
    void wakeIsForgottenSinceItsRowIsStillDue() {
        Answer run = works.at("03:00:30").scene.ask(Scene.apply(), SLOT);
        given("letter-1", "{\"wake\":\"" + run.run() + "\"}");

        works.at("03:01:00").pass();

        assertThat(works.queue.left()).isEmpty();
        assertThat(works.scene.runs.letters()).isEmpty();
    }

    @Test
    void orderThatWasNotGivenIsToldOf() {
        Answer run = works.at("03:00:30").scene.ask(Scene.apply(), SLOT);
        given("letter-1", "{\"order\":\"cancel\",\"run\":\"" + run.run() + "\",\"by\":\"Ann\"}");

        works.at("03:01:00").pass();
        works.until("03:03:00");

        assertThat(letter().fate()).isEqualTo("an order that was not given");
        assertThat(works.scene.outlet.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).startsWith("[NOT DELIVERED] tidy, prod");
            assertThat(alert.steps()).contains(new Alert.Step("Go", "broom redrive letter-1"));
        });
    }

    @Test
    void messageThatHoldsNoCallIsKeptAsItIsAndToldOfOnce() {
        works.queue.send("letter-1", "no JSON {", Map.of());
        works.queue.send("letter-2", ask(SLOT), given());

        works.at("03:01:00").pass();
        works.until("03:10:00");

        assertThat(works.scene.runs.letters()).extracting(Letter::payload).contains("no JSON {");
        assertThat(works.queue.left()).isEmpty();
        assertThat(works.missed()).as("the next one is dealt with").hasSize(1);
        assertThat(works.scene.outlet.alerts())
                .filteredOn(alert -> alert.subject().startsWith("[NOT DELIVERED]"))
                .hasSize(1);
    }

    @Test
    void messageThatIsTooLongToBeKeptIsCutAndCannotBeSentAgain() {
        given("letter-1", "{\"job\":\"" + "x".repeat(400_000));

        works.at("03:01:00").pass();

        assertThat(letter().payload()).hasSize(100_000);
        assertThat(letter().function()).isEmpty();
        assertThat(works.queue.left()).isEmpty();
    }

    @Test
    void messageThatCouldNotBeDeletedComesAgainAndIsKnown() {
        given("letter-1", ask("event/1"));
        works.queue.failNext(FakeDeadLetters.Call.DELETE);
        assertThatThrownBy(() -> works.at("03:01:00").pass()).isInstanceOf(DeadLetters.Unanswered.class);
        works.queue.showAgain();

        works.at("03:03:00").pass();

        assertThat(works.queue.left()).isEmpty();
        assertThat(works.scene.runs.letters()).hasSize(1);
        assertThat(works.scene.runs.healthOf(Scene.TIDY).open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.occurrences()).isEqualTo(1));
    }

    @Test
    void messageThatCouldNotBeRecordedStaysInTheQueue() {
        given("letter-1", ask(SLOT));
        works.scene.runs.calls().next(FakeRuns.Call.REPORT, FakeRuns.conflict());

        works.at("03:01:00").pass();

        assertThat(works.queue.left()).hasSize(1);
        assertThat(works.missed()).isEmpty();
    }

    @Test
    void queueThatDoesNotAnswerKeepsNothingElseFromBeingDone() {
        works.scene.outlet.refuseNext(1);
        works.at("03:00:30").scene.ask(Scene.apply(), SLOT);
        works.queue.failNext(FakeDeadLetters.Call.RECEIVE);

        assertThatThrownBy(() -> works.at("03:02:00").pass()).isInstanceOf(DeadLetters.Unanswered.class);

        assertThat(works.scene.notices.undelivered()).isEmpty();
        assertThat(works.timers.calls().count(FakeTimers.Call.ALL)).isEqualTo(1);
    }

    private void given(String id, String body) {
        works.queue.send(id, body, given());
    }

    private static Map<String, String> given() {
        return Map.of(
                "ERROR_CODE",
                "AWS.Scheduler.InternalServerError",
                "ERROR_MESSAGE",
                "no role",
                "SCHEDULE_ARN",
                "some-schedule",
                "TARGET_ARN",
                Clockwork.FUNCTION);
    }

    private static String ask(String slot) {
        return "{\"job\":" + Scene.apply() + ",\"slot\":\"" + slot + "\"}";
    }

    private Letter letter() {
        assertThat(works.scene.runs.letters()).hasSize(1);
        return works.scene.runs.letters().get(0);
    }
}
