package cloud.broom.testkit.contract;

import static cloud.broom.run.Runs.Written.CONFLICT;
import static cloud.broom.run.Runs.Written.DONE;
import static cloud.broom.testkit.contract.Sample.HOSTILE;
import static cloud.broom.testkit.contract.Sample.NOW;
import static cloud.broom.testkit.contract.Sample.alert;
import static cloud.broom.testkit.contract.Sample.claimed;
import static cloud.broom.testkit.contract.Sample.commit;
import static cloud.broom.testkit.contract.Sample.fullJob;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.incident.Health;
import cloud.broom.incident.Trouble;
import cloud.broom.job.Alerting;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notices;
import cloud.broom.notice.Posted;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Due;
import cloud.broom.run.Letter;
import cloud.broom.run.Missed;
import cloud.broom.run.Report;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Timetable;
import cloud.broom.schedule.Firing;
import cloud.broom.watch.Timetables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Timetables} keeps to, with the {@link Runs} that writes what is not written by runs: slots that are missed,
 * timetables, letters.
 */
public abstract class TimetableContract {
    private static final JobName TIDY = new JobName("tidy");
    private static final Instant SLOT = Instant.parse("2026-01-31T03:00:00Z");
    private static final int MANY = 100;

    /** The same store throughout one test, empty as the test begins. */
    protected abstract Runs runs();

    /** The timetables and slots that are written there. */
    protected abstract Timetables timetables();

    /** The notices that are written there. */
    protected abstract Notices notices();

    @Test
    void slotThatIsMissedStartsNoRun() {
        assertThat(runs().report(Report.at(NOW).missing(List.of(missed(SLOT))))).isEqualTo(DONE);

        assertThat(runs().commit(commit(claimed("tidy", SLOT.toString())))).isEqualTo(CONFLICT);

        assertThat(runs().find(missed(SLOT).run())).isEmpty();
        assertThat(runs().slot(TIDY, new Slot(SLOT.toString())))
                .contains(new SlotUse(Optional.empty(), Optional.of(missed(SLOT))));
    }

    @Test
    void slotThatHasARunIsNeverMissed() {
        Run run = claimed("tidy", SLOT.toString());
        runs().commit(commit(run));

        assertThat(runs().report(Report.at(NOW).missing(List.of(missed(SLOT))))).isEqualTo(CONFLICT);

        assertThat(runs().slot(TIDY, run.asked().slot()))
                .contains(new SlotUse(Optional.of(run.id()), Optional.empty()));
    }

    @Test
    void slotIsMissedOnce() {
        runs().report(Report.at(NOW).missing(List.of(missed(SLOT))));

        assertThat(runs().report(Report.at(NOW).missing(List.of(missed(SLOT))))).isEqualTo(CONFLICT);
    }

    @Test
    void reportIsWrittenWholeOrNotAtAll() {
        runs().commit(commit(claimed("tidy", SLOT.toString())));
        Instant next = SLOT.plusSeconds(3600);
        Health health = Health.untouched(TIDY).struck(trouble(), Alerting.DEFAULT, NOW);

        Report refused = Report.at(NOW)
                .missing(List.of(missed(next), missed(SLOT)))
                .timing(timetable(1))
                .healing(health.next())
                .keeping(letter())
                .telling(List.of(alert("missed")));

        assertThat(runs().report(refused)).isEqualTo(CONFLICT);
        assertThat(runs().slot(TIDY, new Slot(next.toString()))).isEmpty();
        assertThat(timetables().find(TIDY)).isEmpty();
        assertThat(runs().health(TIDY)).isEqualTo(Health.untouched(TIDY));
        assertThat(runs().letter("letter-1")).isEmpty();
        assertThat(notices().find("missed")).isEmpty();
    }

    @Test
    void reportIsKeptAsItWasWritten() {
        Health health =
                Health.untouched(TIDY).struck(trouble(), Alerting.DEFAULT, NOW).next();

        assertThat(runs().report(Report.at(NOW)
                        .missing(List.of(missed(SLOT)))
                        .timing(timetable(1))
                        .healing(health)
                        .keeping(letter())
                        .telling(List.of(alert("missed")))))
                .isEqualTo(DONE);

        assertThat(timetables().find(TIDY)).contains(timetable(1));
        assertThat(timetables().all()).containsExactly(timetable(1));
        assertThat(runs().health(TIDY)).isEqualTo(health);
        assertThat(runs().troubled(MANY)).containsExactly(health);
        assertThat(runs().letter("letter-1")).contains(letter());
        assertThat(notices().find("missed").map(Posted::notice)).contains(alert("missed"));
    }

    @Test
    void timetableIsWrittenOverTheVersionBeforeOnly() {
        assertThat(runs().report(Report.at(NOW).timing(timetable(2)))).isEqualTo(CONFLICT);
        assertThat(runs().report(Report.at(NOW).timing(timetable(1)))).isEqualTo(DONE);
        assertThat(runs().report(Report.at(NOW).timing(timetable(1)))).isEqualTo(CONFLICT);

        assertThat(runs().report(Report.at(NOW).timing(timetable(1).accounted(SLOT))))
                .isEqualTo(DONE);
        assertThat(timetables().find(TIDY).map(Timetable::upTo)).contains(SLOT);
    }

    @Test
    void timetableIsDueWhenItsNextSlotHasHadItsTimeAndNoMoreWhenItHasEnded() {
        runs().report(Report.at(NOW).timing(timetable(1)));
        Instant due = Instant.parse("2026-01-31T03:15:00Z");

        assertThat(runs().due(due.minusMillis(1), MANY)).isEmpty();
        assertThat(runs().due(due, MANY)).containsExactly(new Due.OfTimetable(TIDY));

        runs().report(Report.at(NOW).timing(timetable(1).ending(SLOT.minusSeconds(1))));
        assertThat(runs().due(due.plus(Duration.ofDays(400)), MANY)).isEmpty();
    }

    @Test
    void letterIsKeptOnce() {
        runs().report(Report.at(NOW).keeping(letter()));

        assertThat(runs().report(Report.at(NOW).keeping(letter()))).isEqualTo(CONFLICT);
        assertThat(runs().letter("letter-2")).isEmpty();
    }

    @Test
    void usesOfSlotsWithinATimeAreThoseOfItsJobThatAreInstants() {
        Run run = claimed("tidy", "2026-01-31T04:00:00.250Z");
        runs().commit(commit(run));
        runs().commit(commit(claimed("tidy", "event/2026-01-31T04:00:00Z")));
        runs().commit(commit(claimed("other", "2026-01-31T04:00:00Z")));
        runs().commit(commit(claimed("tidy", "2026-01-31T02:59:59.999Z")));
        runs().commit(commit(claimed("tidy", "2026-01-31T05:00:00.001Z")));
        runs().report(Report.at(NOW).missing(List.of(missed(SLOT))));

        assertThat(timetables().slots(TIDY, SLOT, Instant.parse("2026-01-31T05:00:00Z")))
                .isEqualTo(Map.of(
                        SLOT,
                        new SlotUse(Optional.empty(), Optional.of(missed(SLOT))),
                        Instant.parse("2026-01-31T04:00:00.250Z"),
                        new SlotUse(Optional.of(run.id()), Optional.empty())));
    }

    private static Missed missed(Instant slot) {
        return new Missed(TIDY, new Slot(slot.toString()), "fake", Mode.APPLY, HOSTILE, NOW);
    }

    private static Trouble trouble() {
        return new Trouble(
                Mode.APPLY, ErrorName.MISSED, Alerting.About.MISSED, Alert.Severity.WARNING, HOSTILE, Optional.empty());
    }

    private static Letter letter() {
        return new Letter("letter-1", Optional.of(TIDY), "function", HOSTILE, Optional.of(SLOT), HOSTILE, HOSTILE, NOW);
    }

    private static Timetable timetable(long version) {
        return new Timetable(
                fullJob(),
                "function",
                "arn:aws:scheduler:eu-central-1:123456789012:schedule/default/tidy",
                new Firing(
                        "cron(0 * * * ? *)",
                        "Europe/Berlin",
                        Optional.of(NOW.minusSeconds(86_400)),
                        Optional.empty(),
                        Duration.ofMinutes(10)),
                Timetable.Status.ENABLED,
                SLOT.minusSeconds(60),
                Optional.of(new Timetable.Misfired(SLOT, 2, SLOT.plus(Duration.ofMinutes(15)))),
                version);
    }
}
