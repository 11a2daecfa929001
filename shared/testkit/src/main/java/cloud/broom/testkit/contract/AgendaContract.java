package cloud.broom.testkit.contract;

import static cloud.broom.run.Runs.Written.CONFLICT;
import static cloud.broom.testkit.contract.Sample.LEASE;
import static cloud.broom.testkit.contract.Sample.NOW;
import static cloud.broom.testkit.contract.Sample.alert;
import static cloud.broom.testkit.contract.Sample.claimed;
import static cloud.broom.testkit.contract.Sample.commit;
import static cloud.broom.testkit.contract.Sample.completed;
import static cloud.broom.testkit.contract.Sample.next;
import static cloud.broom.testkit.contract.Sample.taken;
import static cloud.broom.testkit.contract.Sample.then;
import static cloud.broom.testkit.contract.Sample.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.run.Due;
import cloud.broom.run.Order;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Runs;
import cloud.broom.run.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Runs} keeps to for what is due. The instant of a write is that of its history line, and what has been
 * written is taken to show in the agenda at once: a store whose index lags is to be asked through one that waits for it.
 */
public abstract class AgendaContract {
    private static final int MANY = 100;
    private static final Instant NEVER = NOW.plus(Duration.ofDays(365));

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
