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
import cloud.broom.notice.Notices;
import cloud.broom.notice.Posted;
import cloud.broom.run.Due;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Notices} keeps to, with the {@link Runs} that writes them. The instant of a write is that of its history line,
 * and what has been written is taken to show in the agenda at once.
 */
public abstract class NoticesContract {
    private static final int MANY = 100;
    private static final Instant NEVER = NOW.plus(Duration.ofDays(365));
    private static final Instant TOLD_BY_OTHERS = NOW.plus(Outbox.GRACE);

    /** The same store throughout one test, empty as the test begins. */
    protected abstract Runs runs();

    /** The notices that are written there. */
    protected abstract Notices notices();

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

        assertThat(notices().find(alert.id())).contains(Posted.fresh(alert, NOW));
        assertThat(notices().find(event.id())).contains(Posted.fresh(event, NOW));
        assertThat(notices().find("tidy.0123456789abcdef.8.alert")).isEmpty();
    }

    @Test
    void noticesComeWithTheWriteOfAnEndThatGivesUpItsPlace() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run).placing(taken(run)));

        assertThat(runs().commit(commit(next(run, completed()), alert("alert"), event("event"))
                        .placing(then(taken(run)))))
                .isEqualTo(DONE);

        assertThat(notices().find("alert")).isPresent();
        assertThat(notices().find("event")).isPresent();
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

        assertThat(notices().find("alert")).isEmpty();
        assertThat(notices().find("event")).isEmpty();
        assertThat(runs().due(TOLD_BY_OTHERS, MANY)).isEmpty();
        assertThat(runs().place(new JobName("tidy"))).isEqualTo(taken(run));
    }

    @Test
    void deliveredNoticeIsDueNoMore() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert"), event("event")));

        notices().delivered("alert", NOW.plusSeconds(1));

        assertThat(notices().find("alert")).isEmpty();
        assertThat(runs().due(TOLD_BY_OTHERS, MANY)).containsExactly(new Due.OfNotice("event"));
    }

    @Test
    void noticeCanBeDeliveredTwice() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert")));
        notices().delivered("alert", NOW.plusSeconds(1));

        notices().delivered("alert", NOW.plusSeconds(2));

        assertThat(notices().find("alert")).isEmpty();
        assertThat(runs().due(TOLD_BY_OTHERS, MANY)).isEmpty();
    }

    @Test
    void noticeWasToldWhenItWasFirstDelivered() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert"), event("event")));
        assertThat(notices().told("alert")).isEmpty();

        notices().delivered("alert", NOW.plusSeconds(1).plusNanos(123_456));
        notices().delivered("alert", NOW.plusSeconds(2));
        notices().postpone("event", NOW.plusSeconds(2), "no answer");
        notices().delivered("never", NOW);

        assertThat(notices().told("alert")).contains(NOW.plusSeconds(1).plusNanos(123_456));
        assertThat(notices().told("event")).isEmpty();
        assertThat(notices().told("never")).isEmpty();
    }

    @Test
    void postponedNoticeIsDueAtItsNewTimeOnly() {
        Instant later = TOLD_BY_OTHERS.plusSeconds(120);
        runs().commit(commit(claimed("tidy", "slot"), alert("alert")));

        notices().postpone("alert", later, "no answer");

        assertThat(runs().due(later.minusMillis(1), MANY)).isEmpty();
        assertThat(runs().due(later, MANY)).containsExactly(new Due.OfNotice("alert"));
    }

    @Test
    void postponedNoticeTellsItsAttemptsAndItsLastError() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert")));

        notices().postpone("alert", TOLD_BY_OTHERS, "no answer");
        notices().postpone("alert", TOLD_BY_OTHERS, Sample.HOSTILE);

        assertThat(notices().find("alert")).contains(new Posted(alert("alert"), NOW, 2, Optional.of(Sample.HOSTILE)));
    }

    @Test
    void errorIsKeptShortHoweverLongItIs() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert")));

        notices().postpone("alert", TOLD_BY_OTHERS, "x".repeat(500_000));

        assertThat(notices().find("alert").orElseThrow().error().orElseThrow()).hasSizeLessThan(2000);
    }

    @Test
    void expiredNoticeIsDueNoMoreAndWasNotTold() {
        runs().commit(commit(claimed("tidy", "slot"), alert("alert"), event("event")));

        notices().expire("event", NOW.plusSeconds(1));
        notices().postpone("event", NOW.plusSeconds(2), "no answer");

        assertThat(notices().find("event")).isEmpty();
        assertThat(notices().told("event")).isEmpty();
        assertThat(runs().due(NEVER, MANY))
                .filteredOn(Due.OfNotice.class::isInstance)
                .containsExactly(new Due.OfNotice("alert"));
    }

    @Test
    void deliveredNoticeDoesNotExpire() {
        runs().commit(commit(claimed("tidy", "slot"), event("event")));
        notices().delivered("event", NOW.plusSeconds(1));

        notices().expire("event", NOW.plusSeconds(2));

        assertThat(notices().told("event")).contains(NOW.plusSeconds(1));
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
        notices().delivered("alert", NOW.plusSeconds(1));

        notices().postpone("alert", NOW.plusSeconds(2), "no answer");

        assertThat(notices().find("alert")).isEmpty();
        assertThat(runs().due(TOLD_BY_OTHERS, MANY)).isEmpty();
    }

    @Test
    void noticeThatNeverWasIsNeitherDeliveredNorPostponedIntoBeing() {
        notices().delivered("never", NOW);
        notices().postpone("never", NOW, "no answer");
        notices().expire("never", NOW);

        assertThat(notices().find("never")).isEmpty();
        assertThat(runs().due(NEVER, MANY)).isEqualTo(List.of());
    }
}
