package cloud.broom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.job.JobName;
import cloud.broom.notice.Alert;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Timetable.Status;
import cloud.broom.schedule.Firing;
import cloud.broom.watch.Timer;
import cloud.broom.watch.Timers;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What schedules there are is known, also of those that never fired and of those that no longer do. */
final class SurveyTest {
    private final Clockwork works = new Clockwork();

    @Test
    void scheduleIsKnownBeforeItHasFired() {
        works.at("02:31:00").timers.put(works.timer(Scene.apply(), true));

        works.until("02:35:00");

        assertThat(works.timetable().job().name()).isEqualTo(Scene.TIDY);
        assertThat(works.timetable().status()).isEqualTo(Status.ENABLED);
        assertThat(works.timetable().due()).contains(Instant.parse("2026-02-01T03:15:00Z"));
    }

    @Test
    void slotRightAfterItWasMadeIsLookedForAndNoneBefore() {
        works.at("02:59:59").timers.put(works.timer(Scene.apply(), true));

        works.until("03:20:00");

        assertThat(works.started()).containsExactly("2026-02-01T03:00:00Z");
        assertThat(works.missed()).isEmpty();
    }

    @Test
    void scheduleThatIsMuchOlderIsLookedAfterFromNowOn() {
        works.at("02:31:00").timers.put(works.timer(Scene.apply(), true));

        works.at("09:31:00").pass();
        works.until("09:50:00");

        assertThat(works.started()).containsExactly("2026-02-01T09:00:00Z");
        assertThat(works.missed()).isEmpty();
    }

    @Test
    void disabledScheduleThatNobodyKnewIsNotLookedAfter() {
        works.at("02:30:00").timers.put(works.timer(Scene.apply(), false));

        works.until("03:30:00");

        assertThat(works.scene.timetables.of(Scene.TIDY)).isEmpty();
    }

    @Test
    void surveyIsMadeEveryFiveMinutesOnly() {
        works.at("02:31:00").pass();
        works.scene.clock.advanceTo(Instant.parse("2026-02-01T02:31:30Z"));

        works.until("02:41:30");

        assertThat(works.timers.calls().count(FakeTimers.Call.ALL)).isEqualTo(3);
    }

    @Test
    void surveyThatFailedIsMadeAgainInEachPassAndFailsIt() {
        works.at("02:31:00").pass();
        works.at("02:35:00").timers.failNext(FakeTimers.Call.ALL);
        assertThatThrownBy(works::pass).isInstanceOf(Timers.Unanswered.class);
        works.at("02:36:00").timers.failNext(FakeTimers.Call.ALL);
        assertThatThrownBy(works::pass).isInstanceOf(Timers.Unanswered.class);

        works.at("02:37:00").pass().at("02:38:00").pass();

        assertThat(works.timers.calls().count(FakeTimers.Call.ALL)).isEqualTo(4);
    }

    @Test
    void scheduleThatIsGoneIsToldOfOnceAndItsTimetableEnds() {
        works.at("02:31:00").timers.put(works.timer(Scene.apply(), true));
        works.pass();
        works.at("02:40:00").timers.remove(Clockwork.ARN);

        works.until("05:00:00");

        assertThat(works.timetable().status()).isEqualTo(Status.GONE);
        assertThat(works.timetable().due()).isEmpty();
        assertThat(works.missed()).isEmpty();
        assertThat(works.scene.outlet.alerts())
                .extracting(Alert::subject)
                .containsExactly("[GONE] the schedule of tidy, prod 123456789012, eu-central-1");
    }

    @Test
    void scheduleThatComesBackIsLookedAfterFromThenOn() {
        works.at("02:31:00").timers.put(works.timer(Scene.apply(), true));
        works.pass();
        works.at("02:40:00").timers.remove(Clockwork.ARN);
        works.until("05:01:00");
        works.timers.put(works.timer(Scene.apply(), true));

        works.until("06:30:00");

        assertThat(works.started()).containsExactly("2026-02-01T06:00:00Z");
        assertThat(works.missed()).isEmpty();
    }

    @Test
    void jobAndScheduleThatDisagreeAreAnIncidentUntilTheyAgree() {
        String other = Scene.apply(",\"schedule\":{\"cron\":\"0 7 * * ? *\"}");
        works.at("02:31:00").timers.put(works.timer(other, true));

        works.until("02:50:00");

        assertThat(works.scene.runs.healthOf(Scene.TIDY).open()).singleElement().satisfies(incident -> {
            assertThat(incident.trouble().error()).isEqualTo(ErrorName.SCHEDULE_MISMATCH);
            assertThat(incident.occurrences()).as("not again with each survey").isEqualTo(1);
            assertThat(incident.trouble().reason())
                    .isEqualTo("schedule default/tidy has cron(0 * * * ? *) UTC, its job says cron(0 7 * * ? *) UTC");
        });
        assertThat(works.scene.outlet.alerts()).hasSize(1);
        works.timers.put(works.timer(Scene.apply(",\"schedule\":{\"cron\":\"0 * * * ? *\"}"), true));
        works.until("02:56:00");
        assertThat(works.scene.runs.healthOf(Scene.TIDY).open()).isEmpty();
    }

    @Test
    void ofTwoSchedulesOfAJobTheFirstIsKeptAndPeopleAreTold() {
        works.at("02:31:00").timers.put(works.timer(Scene.apply(), true));
        works.pass();
        Timer first = works.timers.now().get(0);
        works.timers.put(new Timer(
                Clockwork.ARN.replace("/tidy", "/another"),
                first.function(),
                true,
                Firing.of("rate(1 minute)", "UTC"),
                first.input(),
                first.changed()));

        works.until("02:40:00");

        assertThat(works.timetable().schedule()).isEqualTo(Clockwork.ARN);
        assertThat(works.scene.outlet.alerts()).singleElement().satisfies(alert -> assertThat(alert.lead())
                .contains("Why: schedules default/tidy and default/another both call for it: only slots of the first"
                        + " are looked after"));
    }

    @Test
    void scheduleWhoseInputCannotBeReadIsToldOfOnceAndKeepsNoOtherFromBeingSeen() {
        works.at("02:31:00").timers.put(works.timer(Scene.apply(), true));
        works.timers.put(new Timer(
                Clockwork.ARN.replace("/tidy", "/broken"),
                Clockwork.FUNCTION,
                true,
                Firing.of(Clockwork.HOURLY, "UTC"),
                "{\"job\":{\"name\":\"x\"}}",
                works.scene.clock.instant()));

        works.until("02:50:00");

        assertThat(works.timetable().status()).isEqualTo(Status.ENABLED);
        assertThat(works.scene.outlet.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).startsWith("[UNREADABLE] schedule default/broken");
            assertThat(alert.body()).contains("job.task: is missing");
        });
    }

    @Test
    void knownScheduleWhoseInputCannotBeReadAnyMoreIsNotTakenForGone() {
        works.at("02:31:00").timers.put(works.timer(Scene.apply(), true));
        works.pass();
        works.timers.put(works.timer("{}", true));

        works.until("02:50:00");

        assertThat(works.timetable().status()).isEqualTo(Status.ENABLED);
    }

    @Test
    void changedExpressionHoldsFromTheChangeOn() {
        works.at("02:31:00").timers.put(works.timer(Scene.apply(), true));
        works.pass();
        works.at("03:05:00");
        Timer before = works.timer(Scene.apply(), true);
        works.timers.put(new Timer(
                before.arn(),
                before.function(),
                true,
                Firing.of("cron(30 * * * ? *)", "UTC"),
                before.input(),
                before.changed()));

        works.until("03:50:00");

        assertThat(works.missed())
                .containsExactly("2026-02-01T03:00:00Z: its schedule default/tidy was changed before it had started");
        assertThat(works.started()).containsExactly("2026-02-01T03:30:00Z");
    }

    @Test
    void changedSpecIsWhatAMissedSlotIsRunWith() {
        works.at("02:31:00").timers.put(works.timer(Scene.apply(), true));
        works.pass();
        works.timers.put(works.timer(Scene.apply(",\"runbook\":\"https://example.com/new\""), true));

        works.until("03:20:00");

        assertThat(works.scene.run().job().runbook()).isPresent();
        assertThat(works.scene.run().job().name()).isEqualTo(new JobName("tidy"));
    }

    @Test
    void rateThatEventBridgeCountsFromAnotherSecondIsNoMissedSlot() {
        works.at("02:31:07");
        Timer hourly = works.timer(Scene.apply(), true);
        works.timers.put(new Timer(
                hourly.arn(),
                hourly.function(),
                true,
                Firing.of("rate(1 hour)", "UTC"),
                hourly.input(),
                hourly.changed()));
        works.pass().scene.ask(Scene.apply(), "2026-02-01T02:31:00Z");
        works.until("03:31:07").scene.ask(Scene.apply(), "2026-02-01T03:31:00Z");

        works.until("04:00:00");

        assertThat(works.missed()).isEmpty();
        assertThat(works.started()).hasSize(2);
    }
}
