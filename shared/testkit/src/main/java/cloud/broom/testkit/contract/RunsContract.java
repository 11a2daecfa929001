package cloud.broom.testkit.contract;

import static cloud.broom.run.Runs.Written.CONFLICT;
import static cloud.broom.run.Runs.Written.DONE;
import static cloud.broom.testkit.contract.Sample.LEASE;
import static cloud.broom.testkit.contract.Sample.claimed;
import static cloud.broom.testkit.contract.Sample.commit;
import static cloud.broom.testkit.contract.Sample.completed;
import static cloud.broom.testkit.contract.Sample.next;
import static cloud.broom.testkit.contract.Sample.taken;
import static cloud.broom.testkit.contract.Sample.then;
import static cloud.broom.testkit.contract.Sample.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.notice.Notices;
import cloud.broom.run.Asked;
import cloud.broom.run.Ended;
import cloud.broom.run.Order;
import cloud.broom.run.Place;
import cloud.broom.run.Registered;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Runs;
import cloud.broom.run.State;
import cloud.broom.run.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Runs} keeps to for runs, slots, places and registered jobs. The other contracts of {@link Runs} have the rest. */
public abstract class RunsContract {
    private static final JobName TIDY = new JobName("tidy");

    /** The same store throughout one test, empty as the test begins. */
    protected abstract Runs runs();

    /** The notices that are written there. */
    protected abstract Notices notices();

    @Test
    void keepsEveryFieldOfARun() {
        Run full = Sample.full();

        assertThat(runs().commit(commit(full))).isEqualTo(DONE);

        assertThat(runs().find(full.id())).contains(full);
    }

    @Test
    void keepsEveryState() {
        List<State> states = new ArrayList<>(List.of(new Running(Sample.HOSTILE, LEASE)));
        for (Waiting.Cause cause : Waiting.Cause.values()) {
            states.add(new Waiting(cause, LEASE.plusNanos(1000), Sample.HOSTILE));
        }
        for (Ended.How how : Ended.How.values()) {
            states.add(new Ended(how, Sample.HOSTILE, LEASE.plusNanos(1000)));
        }
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run));
        for (State state : states) {
            run = next(run, state);

            assertThat(runs().commit(commit(run))).isEqualTo(DONE);

            assertThat(runs().find(run.id())).contains(run);
        }
    }

    @Test
    void keepsASpecOfThirtyTwoKilobytes() {
        Job big = Sample.job("tidy", "{\"prefix\": \"" + "ß".repeat(16_000) + "\"}");
        Run run = claimed(big, "slot");

        assertThat(runs().commit(commit(run).placing(taken(run)))).isEqualTo(DONE);

        assertThat(runs().find(run.id())).contains(run);
        assertThat(registered()).contains(big);
    }

    @Test
    void findsNothingThatWasNotWritten() {
        assertThat(runs().find(new RunId("tidy.0123456789abcdef"))).isEmpty();
        assertThat(runs().place(TIDY)).isEqualTo(Place.untouched(TIDY));
        assertThat(registered()).isEmpty();
    }

    @Test
    void writesTheNextVersionOverTheOneBefore() {
        Run first = claimed("tidy", "slot");
        runs().commit(commit(first));
        Run second = next(first, new Running("request-2", LEASE.plusSeconds(60)));

        assertThat(runs().commit(Sample.checkpoint(second))).isEqualTo(DONE);

        assertThat(runs().find(first.id())).contains(second);
    }

    @Test
    void refusesAVersionThatIsThereAlready() {
        Run first = claimed("tidy", "slot");
        Run second = next(first, waiting(LEASE));
        runs().commit(commit(first));
        runs().commit(commit(second));

        assertThat(runs().commit(commit(next(first, completed())))).isEqualTo(CONFLICT);

        assertThat(runs().find(first.id())).contains(second);
    }

    @Test
    void refusesAVersionThatIsNotTheNext() {
        Run first = claimed("tidy", "slot");
        runs().commit(commit(first));

        assertThat(runs().commit(commit(next(next(first, waiting(LEASE)), completed()))))
                .isEqualTo(CONFLICT);

        assertThat(runs().find(first.id())).contains(first);
    }

    @Test
    void refusesALaterVersionOfARunThatIsNotThere() {
        Run never = next(claimed("tidy", "slot"), completed());

        assertThat(runs().commit(commit(never))).isEqualTo(CONFLICT);
        assertThat(runs().commit(Sample.checkpoint(never))).isEqualTo(CONFLICT);

        assertThat(runs().find(never.id())).isEmpty();
    }

    @Test
    void givesASlotToOneRunOnly() {
        Run first = claimed("tidy", "slot");
        Run second = claimed(Sample.job("tidy", "{\"prefix\": \"b\"}"), "slot");
        runs().commit(commit(first));

        assertThat(runs().commit(commit(second))).isEqualTo(CONFLICT);

        assertThat(runs().find(first.id())).contains(first);
    }

    @Test
    void slotOfAnEndedRunStaysTaken() {
        Run first = claimed("tidy", "slot");
        runs().commit(commit(first));
        runs().commit(commit(next(first, completed())));

        assertThat(runs().commit(commit(claimed("tidy", "slot")))).isEqualTo(CONFLICT);
    }

    @Test
    void slotsAndJobsAreKeptApart() {
        List<Run> apart = List.of(claimed("tidy", "one"), claimed("tidy", "two"), claimed("other", "one"));

        apart.forEach(run -> assertThat(runs().commit(commit(run))).isEqualTo(DONE));

        apart.forEach(run -> assertThat(runs().find(run.id())).contains(run));
    }

    @Test
    void givesAPlaceToOneRunOnly() {
        Run first = claimed("tidy", "one");
        Run second = claimed("tidy", "two");
        assertThat(runs().commit(commit(first).placing(taken(first)))).isEqualTo(DONE);

        assertThat(runs().commit(commit(second).placing(taken(second)))).isEqualTo(CONFLICT);

        assertThat(runs().place(TIDY)).isEqualTo(taken(first));
    }

    @Test
    void placesOfJobsAreKeptApart() {
        Run tidy = claimed("tidy", "one");
        Run other = claimed("other", "one");
        runs().commit(commit(tidy).placing(taken(tidy)));

        assertThat(runs().commit(commit(other).placing(taken(other)))).isEqualTo(DONE);

        assertThat(runs().place(TIDY)).isEqualTo(taken(tidy));
    }

    @Test
    void placeThatWasGivenUpCanBeTaken() {
        Run first = claimed("tidy", "one");
        Run second = claimed("tidy", "two");
        Place free = then(taken(first));
        runs().commit(commit(first).placing(taken(first)));

        assertThat(runs().commit(commit(next(first, completed())).placing(free)))
                .isEqualTo(DONE);

        assertThat(runs().place(TIDY)).isEqualTo(free);
        assertThat(runs().commit(commit(second).placing(taken(second))))
                .as("its version counts on")
                .isEqualTo(CONFLICT);
        assertThat(runs().commit(commit(second).placing(then(free, second)))).isEqualTo(DONE);
        assertThat(runs().place(TIDY)).isEqualTo(then(free, second));
    }

    @Test
    void queueIsKeptInItsOrder() {
        Run first = claimed("tidy", "1");
        Run[] waiting = {claimed("tidy", "9"), claimed("tidy", "2"), claimed("tidy", "5")};
        runs().commit(commit(first).placing(taken(first)));
        Place one = then(taken(first), first, waiting[0]);
        Place two = then(one, first, waiting[0], waiting[1]);
        Place three = then(two, first, waiting[0], waiting[1], waiting[2]);

        assertThat(runs().commit(commit(waiting[0]).placing(one))).isEqualTo(DONE);
        assertThat(runs().commit(commit(waiting[1]).placing(two))).isEqualTo(DONE);
        assertThat(runs().commit(commit(waiting[2]).placing(three))).isEqualTo(DONE);

        assertThat(runs().place(TIDY)).isEqualTo(three);
        assertThat(runs().place(TIDY).queue()).containsExactly(waiting[0].id(), waiting[1].id(), waiting[2].id());
    }

    @Test
    void placeChangesFromTheVersionBeforeOnly() {
        Run first = claimed("tidy", "1");
        Run second = claimed("tidy", "2");
        Run third = claimed("tidy", "3");
        runs().commit(commit(first).placing(taken(first)));
        Place queued = then(taken(first), first, second);
        runs().commit(commit(second).placing(queued));

        assertThat(runs().commit(commit(third).placing(then(taken(first), first, third))))
                .as("it has not seen the one that waits already")
                .isEqualTo(CONFLICT);
        assertThat(runs().commit(commit(third).placing(then(then(queued), first, third))))
                .as("a version too far")
                .isEqualTo(CONFLICT);

        assertThat(runs().place(TIDY)).isEqualTo(queued);
        assertThat(runs().find(third.id())).isEmpty();
    }

    @Test
    void placeIsLeftAsItIsByEveryOtherWrite() {
        Run holder = claimed("tidy", "one");
        runs().commit(commit(holder).placing(taken(holder)));
        runs().commit(commit(claimed("tidy", "two")));
        runs().commit(Sample.checkpoint(next(holder, waiting(LEASE))));

        assertThat(runs().place(TIDY)).isEqualTo(taken(holder));
    }

    @Test
    void runThatDidNotGetItsPlaceIsNotWrittenAtAll() {
        Run holder = claimed("tidy", "one");
        runs().commit(commit(holder).placing(taken(holder)));
        Run late = claimed(Sample.job("tidy", "{\"prefix\": \"b\"}"), "2026-01-31T03:00:00Z");

        assertThat(runs().commit(commit(late, Sample.alert("alert"))
                        .placing(taken(late))
                        .opening(List.of(Sample.order(holder, "1", Order.Kind.CANCEL)))))
                .isEqualTo(CONFLICT);

        assertThat(runs().find(late.id())).isEmpty();
        assertThat(registered()).contains(Sample.job("tidy"));
        assertThat(notices().find("alert")).isEmpty();
        assertThat(runs().orders(holder.id())).isEmpty();
        assertThat(runs().commit(commit(late))).as("its slot is still free").isEqualTo(DONE);
    }

    @Test
    void newNameRegistersItsJob() {
        runs().commit(commit(claimed("tidy", "by-hand")));

        assertThat(registered()).contains(Sample.job("tidy"));
    }

    @Test
    void runForAScheduledInstantRegistersTheJobAsItIsNow() {
        Job changed = Sample.job("tidy", "{\"prefix\": \"b\"}");
        runs().commit(commit(claimed("tidy", "by-hand")));

        runs().commit(commit(claimed(changed, "2026-01-31T03:00:00Z")));

        assertThat(registered()).contains(changed);
    }

    @Test
    void anyOtherRunLeavesTheRegisteredJobAlone() {
        runs().commit(commit(claimed("tidy", "2026-01-31T03:00:00Z")));

        assertThat(runs().commit(commit(claimed(Sample.job("tidy", "{\"prefix\": \"b\"}"), "by-hand"))))
                .isEqualTo(DONE);

        assertThat(registered()).contains(Sample.job("tidy"));
    }

    @Test
    void laterWritesOfARunDoNotRegisterItsJobAgain() {
        Run old = claimed("tidy", "2026-01-30T03:00:00Z");
        Job changed = Sample.job("tidy", "{\"prefix\": \"b\"}");
        runs().commit(commit(old));
        runs().commit(commit(claimed(changed, "2026-01-31T03:00:00Z")));

        runs().commit(commit(next(old, completed())));

        assertThat(registered()).contains(changed);
    }

    @Test
    void jobIsRegisteredAsItWasWrittenWhateverModeTheCallAskedFor() {
        Run run = claimed("tidy", "2026-01-31T03:00:00Z");
        Asked asked = run.asked();
        Job tried = asked.job().in(Mode.DRY_RUN);
        Run overridden = new Run(
                run.id(),
                new Asked(
                        tried,
                        Mode.APPLY,
                        asked.slot(),
                        asked.function(),
                        asked.asOf(),
                        asked.novelty(),
                        asked.claim()),
                run.state(),
                run.progress(),
                run.attempts(),
                run.approvals(),
                run.stamp());

        runs().commit(commit(overridden));

        assertThat(registered()).contains(Sample.job("tidy"));
        assertThat(runs().find(run.id()).map(Run::job)).contains(tried);
    }

    private Optional<Job> registered() {
        return runs().registered(TIDY).map(Registered::job);
    }
}
