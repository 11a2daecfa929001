package cloud.broom.testkit.contract;

import static cloud.broom.run.Runs.Written.CONFLICT;
import static cloud.broom.run.Runs.Written.DONE;
import static cloud.broom.testkit.contract.Sample.LEASE;
import static cloud.broom.testkit.contract.Sample.NOW;
import static cloud.broom.testkit.contract.Sample.alert;
import static cloud.broom.testkit.contract.Sample.claimed;
import static cloud.broom.testkit.contract.Sample.commit;
import static cloud.broom.testkit.contract.Sample.completed;
import static cloud.broom.testkit.contract.Sample.event;
import static cloud.broom.testkit.contract.Sample.next;
import static cloud.broom.testkit.contract.Sample.taken;
import static cloud.broom.testkit.contract.Sample.then;
import static cloud.broom.testkit.contract.Sample.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Outbox;
import cloud.broom.job.JobName;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.run.Due;
import cloud.broom.run.Order;
import cloud.broom.run.Posted;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Runs;
import cloud.broom.run.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Runs} keeps to for what is due. The instant of a write is that of its history line, and what has been
 * written is taken to show in the agenda at once: a store whose index lags is to be asked through one that waits for it.
 */
public abstract class AgendaContract {
    private static final int MANY = 100;
    private static final Instant NEVER = NOW.plus(Duration.ofDays(365));
    private static final Instant TOLD_BY_OTHERS = NOW.plus(Outbox.GRACE);

    /** The same store throughout one test, empty as the test begins. */
    protected abstract Runs runs();

    @Test
    void emptyStoreHasNothingDue() {
        assertThat(runs().due(NEVER, MANY)).isEmpty();
    }

    @Test
    void heldRunIsDueWhenItsLeaseExpires() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run));

        assertThat(runs().due(LEASE.minusMillis(1), MANY)).isEmpty();
        assertThat(runs().due(LEASE, MANY)).containsExactly(new Due.OfRun(run.id(), "function-of-tidy", LEASE));
    }

    @Test
    void runIsDueWhenItsStateSaysAndNoMoreWhenItSaidBefore() {
        Run held = claimed("tidy", "slot");
        runs().commit(commit(held));
        Run parked = next(held, new Waiting(Waiting.Cause.LIMIT, LEASE.plusSeconds(100), "too many"));
        runs().commit(commit(parked));

        assertThat(runs().due(LEASE.plusSeconds(99), MANY)).isEmpty();
        assertThat(runs().due(LEASE.plusSeconds(100), MANY)).hasSize(1);

        runs().commit(Sample.checkpoint(next(parked, new Running("request-2", LEASE.plusSeconds(50)))));

        assertThat(runs().due(LEASE.plusSeconds(50), MANY)).hasSize(1);
    }

    @Test
    void endedRunIsDueNoMore() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run).placing(taken(run)));
        runs().commit(commit(next(run, completed())).placing(then(taken(run))));

        assertThat(runs().due(NEVER, MANY)).isEmpty();
    }

    @Test
    void runThatWasSkippedAtOnceIsNeverDue() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(new Run(
                run.id(), run.asked(), completed(), run.progress(), run.attempts(), run.approvals(), run.stamp())));

        assertThat(runs().due(NEVER, MANY)).isEmpty();
    }

    @Test
    void refusedWriteDoesNotMoveWhatIsDue() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run));
        runs().commit(commit(next(run, waiting(LEASE))));

        assertThat(runs().commit(commit(next(run, waiting(NOW))))).isEqualTo(CONFLICT);

        assertThat(runs().due(LEASE.minusMillis(1), MANY)).isEmpty();
    }

    @Test
    void oldestIsFirstWhateverItIs() {
        Run early = next(claimed("tidy", "early"), waiting(NOW.plusSeconds(10)));
        Run late = next(claimed("tidy", "late"), waiting(NOW.plusSeconds(100)));
        runs().commit(commit(claimed("tidy", "late")));
        runs().commit(commit(claimed("tidy", "early")));
        runs().commit(commit(late, alert("alert")));
        runs().commit(commit(early));

        assertThat(runs().due(NOW.plusSeconds(100), MANY))
                .containsExactly(
                        new Due.OfRun(early.id(), "function-of-tidy", NOW.plusSeconds(10)),
                        new Due.OfNotice("alert"),
                        new Due.OfRun(late.id(), "function-of-tidy", NOW.plusSeconds(100)));
    }

    @Test
    void noMoreIsToldThanWasAskedForAndThatTheOldest() {
        for (int i = 9; i >= 0; i--) {
            Run run = claimed("tidy", "slot-" + i);
            runs().commit(commit(run));
            runs().commit(commit(next(run, waiting(NOW.plusSeconds(i)))));
        }

        assertThat(runs().due(NEVER, 3)).containsExactly(due(0), due(1), due(2));
        assertThat(runs().due(NEVER, 10)).hasSize(10);
    }

    @Test
    void noticeIsLeftToItsWriterForAWhile() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert"), event("event")));

        assertThat(runs().due(TOLD_BY_OTHERS.minusMillis(1), MANY)).isEmpty();
        assertThat(runs().due(TOLD_BY_OTHERS, MANY))
                .containsExactlyInAnyOrder(new Due.OfNotice("alert"), new Due.OfNotice("event"));
    }

    @Test
    void noticeIsKeptAsItWasWritten() {
        Notice alert = alert("tidy.0123456789abcdef.7.alert");
        Notice event = event("tidy.0123456789abcdef.7.event");
        runs().commit(commit(claimed("tidy", "slot"), alert, event));

        assertThat(runs().notice(alert.id())).contains(Posted.fresh(alert, NOW));
        assertThat(runs().notice(event.id())).contains(Posted.fresh(event, NOW));
        assertThat(runs().notice("tidy.0123456789abcdef.8.alert")).isEmpty();
    }

    @Test
    void noticesComeWithTheWriteOfAnEndThatGivesUpItsPlace() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run).placing(taken(run)));

        assertThat(runs().commit(commit(next(run, completed()), alert("alert"), event("event"))
                        .placing(then(taken(run)))))
                .isEqualTo(DONE);

        assertThat(runs().notice("alert")).isPresent();
        assertThat(runs().notice("event")).isPresent();
        assertThat(runs().place(new JobName("tidy"))).isEqualTo(then(taken(run)));
    }

    @Test
    void refusedWriteLeavesNoNoticeAndThePlaceAsItWas() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run).placing(taken(run)));
        runs().commit(commit(next(run, waiting(LEASE))));

        assertThat(runs().commit(commit(next(run, completed()), alert("alert"), event("event"))
                        .placing(then(taken(run)))))
                .isEqualTo(CONFLICT);

        assertThat(runs().notice("alert")).isEmpty();
        assertThat(runs().notice("event")).isEmpty();
        assertThat(runs().due(TOLD_BY_OTHERS, MANY)).isEmpty();
        assertThat(runs().place(new JobName("tidy"))).isEqualTo(taken(run));
    }

    @Test
    void deliveredNoticeIsDueNoMore() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert"), event("event")));

        runs().delivered("alert", NOW.plusSeconds(1));

        assertThat(runs().notice("alert")).isEmpty();
        assertThat(runs().due(TOLD_BY_OTHERS, MANY)).containsExactly(new Due.OfNotice("event"));
    }

    @Test
    void noticeCanBeDeliveredTwice() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert")));
        runs().delivered("alert", NOW.plusSeconds(1));

        runs().delivered("alert", NOW.plusSeconds(2));

        assertThat(runs().notice("alert")).isEmpty();
        assertThat(runs().due(TOLD_BY_OTHERS, MANY)).isEmpty();
    }

    @Test
    void noticeWasToldWhenItWasFirstDelivered() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert"), event("event")));
        assertThat(runs().told("alert")).isEmpty();

        runs().delivered("alert", NOW.plusSeconds(1).plusNanos(123_456));
        runs().delivered("alert", NOW.plusSeconds(2));
        runs().postpone("event", NOW.plusSeconds(2), "no answer");
        runs().delivered("never", NOW);

        assertThat(runs().told("alert")).contains(NOW.plusSeconds(1).plusNanos(123_456));
        assertThat(runs().told("event")).isEmpty();
        assertThat(runs().told("never")).isEmpty();
    }

    @Test
    void postponedNoticeIsDueAtItsNewTimeOnly() {
        Instant later = TOLD_BY_OTHERS.plusSeconds(120);
        runs().commit(commit(claimed("tidy", "slot"), alert("alert")));

        runs().postpone("alert", later, "no answer");

        assertThat(runs().due(later.minusMillis(1), MANY)).isEmpty();
        assertThat(runs().due(later, MANY)).containsExactly(new Due.OfNotice("alert"));
    }

    @Test
    void postponedNoticeTellsItsAttemptsAndItsLastError() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert")));

        runs().postpone("alert", TOLD_BY_OTHERS, "no answer");
        runs().postpone("alert", TOLD_BY_OTHERS, Sample.HOSTILE);

        assertThat(runs().notice("alert")).contains(new Posted(alert("alert"), NOW, 2, Optional.of(Sample.HOSTILE)));
    }

    @Test
    void errorIsKeptShortHoweverLongItIs() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert")));

        runs().postpone("alert", TOLD_BY_OTHERS, "x".repeat(500_000));

        assertThat(runs().notice("alert").orElseThrow().error().orElseThrow()).hasSizeLessThan(2000);
    }

    @Test
    void expiredNoticeIsDueNoMoreAndWasNotTold() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert"), event("event")));

        runs().expire("event", NOW.plusSeconds(1));
        runs().postpone("event", NOW.plusSeconds(2), "no answer");

        assertThat(runs().notice("event")).isEmpty();
        assertThat(runs().told("event")).isEmpty();
        assertThat(runs().due(NEVER, MANY))
                .filteredOn(Due.OfNotice.class::isInstance)
                .containsExactly(new Due.OfNotice("alert"));
    }

    @Test
    void deliveredNoticeDoesNotExpire() {
        runs().commit(commit(claimed("tidy", "slot"), event("event")));
        runs().delivered("event", NOW.plusSeconds(1));

        runs().expire("event", NOW.plusSeconds(2));

        assertThat(runs().told("event")).contains(NOW.plusSeconds(1));
    }

    @Test
    void noticeOfMarksIsLeftAloneUntilTheFullHour() {
        Alert marks = Sample.alert("marks")
                .with("state", "MARKED")
                .with("marked", "2")
                .with("due", NOW.plusSeconds(9000).toString());
        Instant hour = Instant.parse("2026-01-31T04:00:00Z");
        runs().commit(commit(claimed("tidy", "slot"), marks));

        assertThat(runs().due(hour.minusMillis(1), MANY))
                .filteredOn(Due.OfNotice.class::isInstance)
                .isEmpty();
        assertThat(runs().due(hour, MANY)).contains(new Due.OfNotice("marks"));
    }

    @Test
    void deliveredNoticeCannotBePostponedBackToLife() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert")));
        runs().delivered("alert", NOW.plusSeconds(1));

        runs().postpone("alert", NOW.plusSeconds(2), "no answer");

        assertThat(runs().notice("alert")).isEmpty();
        assertThat(runs().due(TOLD_BY_OTHERS, MANY)).isEmpty();
    }

    @Test
    void noticeThatNeverWasIsNeitherDeliveredNorPostponedIntoBeing() {
        runs().delivered("never", NOW);
        runs().postpone("never", NOW, "no answer");
        runs().expire("never", NOW);

        assertThat(runs().notice("never")).isEmpty();
        assertThat(runs().due(NEVER, MANY)).isEqualTo(List.of());
    }

    @Test
    void orderIsDueAtOnceBesideItsRun() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run));

        runs().order(Sample.order(run, "1", Order.Kind.CANCEL));

        assertThat(runs().due(NOW.minusMillis(1), MANY)).isEmpty();
        assertThat(runs().due(LEASE, MANY))
                .containsExactly(
                        new Due.OfRun(run.id(), "function-of-tidy", NOW),
                        new Due.OfRun(run.id(), "function-of-tidy", LEASE));
    }

    @Test
    void closedAndRefusedOrdersAreDueNoMore() {
        Run run = claimed("tidy", "slot");
        Order heard = Sample.order(run, "1", Order.Kind.RESUME);
        Order late = Sample.order(run, "2", Order.Kind.CANCEL);
        runs().commit(commit(run).opening(List.of(heard, late)));
        assertThat(runs().due(NOW, MANY)).hasSize(2);

        runs().commit(Sample.checkpoint(next(run, waiting(LEASE))).closing(List.of(heard)));
        assertThat(runs().due(NOW, MANY)).hasSize(1);
        runs().refuse(late, "the run has ended", NOW);

        assertThat(runs().due(NOW, MANY)).isEmpty();
    }

    private static Due due(int slot) {
        return new Due.OfRun(claimed("tidy", "slot-" + slot).id(), "function-of-tidy", NOW.plusSeconds(slot));
    }
}
