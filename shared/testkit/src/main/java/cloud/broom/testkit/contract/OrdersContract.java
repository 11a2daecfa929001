package cloud.broom.testkit.contract;

import static cloud.broom.run.Runs.Written.CONFLICT;
import static cloud.broom.run.Runs.Written.DONE;
import static cloud.broom.testkit.contract.Sample.LEASE;
import static cloud.broom.testkit.contract.Sample.NOW;
import static cloud.broom.testkit.contract.Sample.claimed;
import static cloud.broom.testkit.contract.Sample.commit;
import static cloud.broom.testkit.contract.Sample.completed;
import static cloud.broom.testkit.contract.Sample.next;
import static cloud.broom.testkit.contract.Sample.order;
import static cloud.broom.testkit.contract.Sample.taken;
import static cloud.broom.testkit.contract.Sample.then;
import static cloud.broom.testkit.contract.Sample.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.notice.Notices;
import cloud.broom.run.Burial;
import cloud.broom.run.Due;
import cloud.broom.run.Ended;
import cloud.broom.run.News;
import cloud.broom.run.Order;
import cloud.broom.run.Order.Kind;
import cloud.broom.run.Registered;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Runs} keeps to for orders, pauses and burials. */
public abstract class OrdersContract {
    private static final JobName TIDY = new JobName("tidy");
    private static final Instant NEVER = NOW.plus(Duration.ofDays(365));

    /** The same store throughout one test, empty as the test begins. */
    protected abstract Runs runs();

    /** The notices that are written there. */
    protected abstract Notices notices();

    @Test
    void keepsEveryKindOfOrderOldestFirst() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run));
        List<Order> given = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            given.add(0, order(run, "%015d".formatted(9 - given.size()), kind));
        }

        given.stream().skip(1).forEach(runs()::order);
        runs().order(given.get(0));

        assertThat(runs().orders(run.id())).containsExactlyElementsOf(given);
    }

    @Test
    void ordersOfRunsAreKeptApart() {
        Run run = claimed("tidy", "slot");
        Run other = claimed("tidy", "other");
        runs().commit(commit(run));
        runs().commit(commit(other));

        runs().order(order(run, "1", Kind.CANCEL));

        assertThat(runs().orders(other.id())).isEmpty();
        assertThat(runs().find(run.id())).as("the run is not touched").contains(run);
    }

    @Test
    void commitOpensOrdersToOthersAndClosesThoseToItself() {
        Run run = claimed("tidy", "slot");
        Run other = claimed("tidy", "other");
        Order heard = order(run, "1", Kind.CANCEL);
        Order unheard = order(run, "2", Kind.CANCEL);
        Order start = order(other, "1", Kind.START);
        runs().commit(commit(run));
        runs().commit(commit(other));
        runs().order(heard);
        runs().order(unheard);

        assertThat(runs().commit(commit(next(run, completed()))
                        .closing(List.of(heard))
                        .opening(List.of(start))))
                .isEqualTo(DONE);

        assertThat(runs().orders(run.id())).containsExactly(unheard);
        assertThat(runs().orders(other.id())).containsExactly(start);
    }

    @Test
    void refusedCommitNeitherOpensNorClosesAnOrder() {
        Run run = claimed("tidy", "slot");
        Order given = order(run, "1", Kind.CANCEL);
        runs().commit(commit(run).opening(List.of(given)));
        runs().commit(commit(next(run, waiting(LEASE))));

        assertThat(runs().commit(commit(next(run, completed()))
                        .closing(List.of(given))
                        .opening(List.of(order(run, "2", Kind.START)))))
                .isEqualTo(CONFLICT);

        assertThat(runs().orders(run.id())).containsExactly(given);
    }

    @Test
    void refusedOrderIsOpenNoMoreAndCanBeRefusedTwice() {
        Run run = claimed("tidy", "slot");
        Order late = order(run, "1", Kind.CANCEL);
        runs().commit(commit(run).opening(List.of(late)));

        runs().refuse(late, Sample.HOSTILE, NOW);
        runs().refuse(late, Sample.HOSTILE, NOW);

        assertThat(runs().orders(run.id())).isEmpty();
    }

    @Test
    void openOrderIsFoundHoweverManyWereClosedBeforeIt() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run));
        for (int i = 0; i < 120; i++) {
            Order closed = order(run, "%015d".formatted(i), Kind.RESUME);
            runs().order(closed);
            runs().refuse(closed, "late", NOW);
        }
        Order open = order(run, "%015d".formatted(999), Kind.CANCEL);

        runs().order(open);

        assertThat(runs().orders(run.id())).containsExactly(open);
    }

    @Test
    void pausedJobStartsNoLiveRun() {
        runs().commit(commit(claimed("tidy", "before")));

        runs().pause(TIDY, Sample.HOSTILE, NOW);

        assertThat(runs().registered(TIDY))
                .contains(new Registered(Sample.job("tidy"), Optional.of(Sample.HOSTILE), Optional.empty()));
        Run refused = claimed("tidy", "2026-01-31T03:00:00Z");
        assertThat(runs().commit(commit(refused).placing(taken(refused)))).isEqualTo(CONFLICT);
        assertThat(runs().find(refused.id())).isEmpty();
        assertThat(runs().place(TIDY).version()).isZero();
        assertThat(runs().commit(commit(claimed("other", "slot")))).isEqualTo(DONE);
    }

    @Test
    void pausedJobsRunsMoveOnAndSkippedOnesAreRecorded() {
        Run running = claimed("tidy", "before");
        runs().commit(commit(running));
        runs().pause(TIDY, "me", NOW);
        Job changed = Sample.job("tidy", "{\"prefix\": \"b\"}");
        Run fresh = claimed(changed, "2026-01-31T03:00:00Z");
        Run skipped = new Run(
                fresh.id(),
                fresh.asked(),
                new Ended(Ended.How.SKIPPED, "paused", NOW),
                fresh.progress(),
                fresh.attempts(),
                fresh.approvals(),
                fresh.stamp());

        assertThat(runs().commit(commit(next(running, completed())))).isEqualTo(DONE);
        assertThat(runs().commit(commit(skipped))).isEqualTo(DONE);

        assertThat(runs().registered(TIDY))
                .as("the spec of a skipped slot is the job's all the same")
                .contains(new Registered(changed, Optional.of("me"), Optional.empty()));
    }

    @Test
    void unpausedJobStartsRunsAgain() {
        runs().commit(commit(claimed("tidy", "before")));
        runs().pause(TIDY, "me", NOW);

        runs().unpause(TIDY);

        assertThat(runs().registered(TIDY))
                .contains(new Registered(Sample.job("tidy"), Optional.empty(), Optional.empty()));
        assertThat(runs().commit(commit(claimed("tidy", "after")))).isEqualTo(DONE);
    }

    @Test
    void pauseRegistersNothing() {
        runs().pause(TIDY, "me", NOW);

        assertThat(runs().registered(TIDY)).isEmpty();
    }

    @Test
    void burialEndsTheRunHandsItsPlaceOnAndTellsOfIt() {
        Run dead = claimed("tidy", "dead");
        Run heir = claimed("tidy", "heir");
        runs().commit(commit(dead).placing(taken(dead)));
        runs().commit(commit(heir).placing(then(taken(dead), dead, heir)));

        assertThat(runs().bury(burial(dead, heir))).isEqualTo(DONE);

        assertThat(runs().place(TIDY)).isEqualTo(burial(dead, heir).place().orElseThrow());
        assertThat(runs().orders(heir.id())).hasSize(1);
        assertThat(notices().find("alert")).isPresent();
        assertThat(runs().due(NEVER, 100))
                .as("the order, the notice, the heir's lease, and nothing of the dead")
                .hasSize(3)
                .doesNotContain(new Due.OfRun(dead.id(), "function-of-tidy", LEASE));
    }

    @Test
    void runIsBuriedOnce() {
        Run dead = claimed("tidy", "dead");
        runs().commit(commit(dead));
        Burial burial = new Burial(dead.id(), failed(), Optional.empty(), List.of(), told());
        runs().bury(burial);
        notices().delivered("alert", NOW);

        assertThat(runs().bury(burial)).isEqualTo(CONFLICT);

        assertThat(notices().find("alert")).isEmpty();
        assertThat(runs().due(NEVER, 100)).isEmpty();
    }

    @Test
    void burialFromAnOldPlaceWritesNothing() {
        Run dead = claimed("tidy", "dead");
        Run heir = claimed("tidy", "heir");
        Run late = claimed("tidy", "late");
        runs().commit(commit(dead).placing(taken(dead)));
        runs().commit(commit(heir).placing(then(taken(dead), dead, heir)));
        runs().commit(commit(late).placing(then(then(taken(dead), dead, heir), dead, heir, late)));

        assertThat(runs().bury(burial(dead, heir))).isEqualTo(CONFLICT);

        assertThat(runs().place(TIDY).current()).contains(dead.id());
        assertThat(runs().orders(heir.id())).isEmpty();
        assertThat(notices().find("alert")).isEmpty();
        assertThat(runs().due(NEVER, 100)).hasSize(3);
    }

    @Test
    void endedRunIsNotBuried() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run));
        runs().commit(commit(next(run, completed())));

        assertThat(runs().bury(new Burial(run.id(), failed(), Optional.empty(), List.of(), told())))
                .isEqualTo(CONFLICT);

        assertThat(runs().find(run.id()).map(Run::state)).contains(completed());
        assertThat(notices().find("alert")).isEmpty();
    }

    /** Of a run for which one other waits. */
    private static Burial burial(Run dead, Run heir) {
        return new Burial(
                dead.id(),
                failed(),
                Optional.of(then(then(taken(dead), dead, heir), heir)),
                List.of(order(heir, "1", Kind.START)),
                told());
    }

    private static News told() {
        return new News(List.of(Sample.alert("alert")), Optional.empty());
    }

    private static Ended failed() {
        return new Ended(Ended.How.FAILED, Sample.HOSTILE, NOW);
    }
}
