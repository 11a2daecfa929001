package cloud.broom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.notice.Alert;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Status;
import cloud.broom.schedule.Firing;
import cloud.broom.watch.Timer;
import cloud.broom.watch.Timers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A slot that did not start is made up for or recorded as MISSED, and never both. */
final class MisfireTest {
    private static final String SKIP = ",\"schedule\":{\"cron\":\"0 * * * ? *\",\"misfire\":\"skip\"}";
    private static final String ALL = ",\"schedule\":{\"cron\":\"0 * * * ? *\",\"misfire\":{\"run-all\":2}}";

    @Test
    void slotThatStartedIsAccountedForInSilence() {
        Clockwork works = Clockwork.hourly("");
        works.at("03:00:01").scene.ask(Scene.apply(), "2026-02-01T03:00:00Z");

        works.until("03:59:00");

        assertThat(works.missed()).isEmpty();
        assertThat(works.timetable().upTo()).isEqualTo("2026-02-01T03:00:00Z");
        assertThat(works.scene.outlet.alerts()).isEmpty();
        assertThat(works.scene.waker.takeCalls()).isEmpty();
    }

    @Test
    void slotThatDidNotStartIsRunWhenItsTimeIsOver() {
        Clockwork works = Clockwork.hourly("");

        works.until("03:14:00");
        assertThat(works.started()).isEmpty();
        works.until("03:15:00");

        assertThat(works.started()).containsExactly("2026-02-01T03:00:00Z");
        works.until("03:30:00");
        assertThat(works.timetable().misfired()).isEmpty();
        assertThat(works.missed()).isEmpty();
        assertThat(works.scene.outlet.alerts()).isEmpty();
    }

    /** EventBridge fires it within its window: until then nobody can know that it did not. */
    @Test
    void slotOfAFlexibleScheduleHasTheWindowToStartAndThenItsTolerance() {
        Clockwork works = new Clockwork().at("02:30:00");
        Timer exact = works.timer(Scene.apply(SKIP), true);
        Firing flexible = new Firing(
                exact.firing().expression(), "UTC", Optional.empty(), Optional.empty(), Duration.ofMinutes(30));
        works.timers.put(new Timer(exact.arn(), exact.function(), true, flexible, exact.input(), exact.changed()));
        works.pass();

        works.until("03:44:00");
        assertThat(works.missed()).isEmpty();
        works.until("03:45:00");

        assertThat(works.missed()).containsExactly("2026-02-01T03:00:00Z: it did not start within PT45M of its time");
    }

    @Test
    void ofSeveralTheLatestIsRunAndTheOthersAreMissedWithoutAnIncident() {
        Clockwork works = Clockwork.hourly("");

        works.at("06:20:00").pass().called();
        works.until("06:30:00");

        assertThat(works.started()).containsExactly("2026-02-01T06:00:00Z");
        assertThat(works.missedSlots())
                .containsExactly("2026-02-01T03:00:00Z", "2026-02-01T04:00:00Z", "2026-02-01T05:00:00Z");
        assertThat(works.missed()).allMatch(line -> line.endsWith("is made up for by 2026-02-01T06:00:00Z"));
        assertThat(works.scene.runs.healthOf(Scene.TIDY).open()).isEmpty();
        assertThat(works.scene.outlet.alerts()).isEmpty();
    }

    @Test
    void whatIsSkippedIsMissedWithOneIncidentAndOneAlert() {
        Clockwork works = Clockwork.hourly(SKIP);

        works.until("05:20:00");

        assertThat(works.started()).isEmpty();
        assertThat(works.missed())
                .hasSize(3)
                .first()
                .isEqualTo("2026-02-01T03:00:00Z: it did not start within PT15M of its time");
        assertThat(works.scene.runs.healthOf(Scene.TIDY).open()).singleElement().satisfies(incident -> {
            assertThat(incident.trouble().error()).isEqualTo(ErrorName.MISSED);
            assertThat(incident.occurrences()).isEqualTo(3);
        });
        assertThat(works.scene.outlet.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).isEqualTo("[MISSED] tidy, prod 123456789012, eu-central-1");
            assertThat(alert.lead())
                    .containsExactly(
                            "Slot 2026-02-01T03:00:00Z did not run: nothing was deleted or changed.",
                            "Why: it did not start within PT15M of its time",
                            "Next: 2026-02-01T04:00:00Z");
            assertThat(alert.steps()).first().isEqualTo(new Alert.Step("Look", "broom runs tidy"));
            assertThat(alert.attributes()).containsEntry("state", "MISSED").containsEntry("severity", "WARNING");
        });
        assertThat(works.scene.outlet.events())
                .extracting(event ->
                        event.detailType() + " " + event.detail().path("slot").asText())
                .containsExactlyInAnyOrder(
                        "Incident Opened ",
                        "Run Missed 2026-02-01T03:00:00Z",
                        "Run Missed 2026-02-01T04:00:00Z",
                        "Run Missed 2026-02-01T05:00:00Z");
    }

    @Test
    void callThatComesAfterAllIsAnsweredMissed() {
        Clockwork works = Clockwork.hourly(SKIP);
        works.until("03:20:00");

        Answer late = works.scene.ask(Scene.apply(SKIP), "2026-02-01T03:00:00Z");

        assertThat(late.state()).isEqualTo(Status.MISSED);
        assertThat(works.started()).isEmpty();
    }

    @Test
    void severalAreRunOneAfterTheOtherAndOldestFirst() {
        Clockwork works = Clockwork.hourly(ALL);
        works.at("06:20:00").pass();
        assertThat(works.scene.waker.takeCalls()).singleElement().satisfies(call -> {
            assertThat(call.payload()).contains("2026-02-01T05:00:00Z");
            assertThat(call.function()).isEqualTo(Clockwork.FUNCTION);
        });

        works.until("06:40:00");

        assertThat(works.started()).containsExactly("2026-02-01T05:00:00Z", "2026-02-01T06:00:00Z");
        assertThat(works.missedSlots()).containsExactly("2026-02-01T03:00:00Z", "2026-02-01T04:00:00Z");
    }

    @Test
    void nextOneWaitsForTheEndOfTheOneBefore() {
        Clockwork works = Clockwork.hourly(ALL);
        works.scene.task.stale("a1", "a2", "a3");
        works.at("06:20:00").pass();
        works.scene.invocationsOf(Duration.ofSeconds(5));
        works.scene.waker.takeCalls().forEach(call -> works.scene.advance(Scene.call(call.payload())));

        works.at("06:21:00").pass().at("06:22:00").pass();

        assertThat(works.scene.waker.takeCalls()).isEmpty();
        works.scene.invocationsOf(Duration.ofMinutes(15));
        works.until("06:40:00");
        assertThat(works.started()).containsExactly("2026-02-01T05:00:00Z", "2026-02-01T06:00:00Z");
    }

    @Test
    void callThatComesToNothingIsMadeThreeTimesAndThenTheSlotIsMissed() {
        Clockwork works = Clockwork.hourly("");
        int calls = 0;
        works.at("03:15:00").pass();
        for (int minute = 16; minute < 40; minute++) {
            calls += works.scene.waker.takeCalls().size();
            works.at("03:" + minute + ":00").pass();
        }

        assertThat(calls).isEqualTo(3);
        assertThat(works.missed())
                .containsExactly(
                        "2026-02-01T03:00:00Z: it did not start in time, nor when it was called 3 times after that");
        assertThat(works.scene.outlet.alerts()).hasSize(1);
    }

    @Test
    void functionThatIsGoneMakesTheSlotMissedAtOnce() {
        Clockwork works = Clockwork.hourly("");
        works.scene.waker.remove(Clockwork.FUNCTION);

        works.at("03:15:00").pass();

        assertThat(works.missed()).containsExactly("2026-02-01T03:00:00Z: function " + Clockwork.FUNCTION + " is gone");
    }

    @Test
    void scheduleDisabledByHandIsNeverRunOnOnesOwn() {
        Clockwork works = Clockwork.hourly("");
        works.at("02:40:00").timers.put(works.timer(Scene.apply(), false));

        works.until("03:30:00");

        assertThat(works.started()).isEmpty();
        assertThat(works.missed()).containsExactly("2026-02-01T03:00:00Z: its schedule default/tidy is disabled");
        assertThat(works.scene.outlet.alerts()).hasSize(1);
    }

    @Test
    void scheduleDisabledSinceItWasLastLookedAtIsNotRunEither() {
        Clockwork works = Clockwork.hourly("");
        works.at("03:14:00").timers.put(works.timer(Scene.apply(), false));

        works.at("03:16:00").pass();

        assertThat(works.scene.waker.takeCalls()).isEmpty();
        assertThat(works.missed()).containsExactly("2026-02-01T03:00:00Z: its schedule default/tidy is disabled");
    }

    @Test
    void nothingIsRunWhileNobodyKnowsWhetherTheScheduleIsStillOn() {
        Clockwork works = Clockwork.hourly("");
        works.timers.failNext(FakeTimers.Call.FIND);

        assertThatThrownBy(() -> works.at("03:16:00").pass()).isInstanceOf(Timers.Unanswered.class);
        assertThat(works.scene.waker.takeCalls()).isEmpty();
        works.at("03:17:00").pass();

        assertThat(works.scene.waker.takeCalls()).hasSize(1);
    }

    @Test
    void slotOfTheTimeItWasDisabledIsNotRunWhenItIsEnabledAgain() {
        Clockwork works = Clockwork.hourly("");
        works.at("02:50:00").timers.put(works.timer(Scene.apply(), false));
        works.until("03:05:00");
        works.timers.put(works.timer(Scene.apply(), true));

        works.until("03:40:00");

        assertThat(works.started()).isEmpty();
        assertThat(works.missed()).containsExactly("2026-02-01T03:00:00Z: its schedule default/tidy was disabled");
    }

    @Test
    void passThatMeetsAnotherLeavesItToTheNext() {
        Clockwork works = Clockwork.hourly(SKIP);
        works.scene.runs.calls().next(FakeRuns.Call.REPORT, FakeRuns.conflict());

        works.at("03:16:00").pass();
        assertThat(works.missed()).isEmpty();
        works.at("03:17:00").pass();

        assertThat(works.missed()).hasSize(1);
    }

    @Test
    void ofVeryManyTheLastAreRecordedAndTheNumberOfTheOthers() {
        Clockwork works = Clockwork.hourly(SKIP);

        works.atInstant("2026-02-05T03:30:00Z").pass();

        assertThat(works.missed()).hasSize(45).first().asString().contains("; 52 slots before it were not looked at");
        assertThat(works.timetable().upTo()).isEqualTo("2026-02-05T03:00:00Z");
    }
}
