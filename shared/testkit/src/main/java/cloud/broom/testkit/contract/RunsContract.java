package cloud.broom.testkit.contract;

import static cloud.broom.run.Commit.Place.GIVE_UP;
import static cloud.broom.run.Commit.Place.LEAVE_AS_IS;
import static cloud.broom.run.Commit.Place.TAKE;
import static cloud.broom.run.Runs.Written.CONFLICT;
import static cloud.broom.run.Runs.Written.DONE;
import static cloud.broom.testkit.contract.Sample.LEASE;
import static cloud.broom.testkit.contract.Sample.claimed;
import static cloud.broom.testkit.contract.Sample.commit;
import static cloud.broom.testkit.contract.Sample.completed;
import static cloud.broom.testkit.contract.Sample.next;
import static cloud.broom.testkit.contract.Sample.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.run.Ended;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Runs;
import cloud.broom.run.State;
import cloud.broom.run.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Runs} keeps to for runs, slots, places and registered jobs. {@link AgendaContract} has the rest. */
public abstract class RunsContract {
    private static final JobName TIDY = new JobName("tidy");

    /** The same store throughout one test, empty as the test begins. */
    protected abstract Runs runs();

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

        assertThat(runs().commit(commit(run, TAKE))).isEqualTo(DONE);

        assertThat(runs().find(run.id())).contains(run);
        assertThat(runs().job(TIDY)).contains(big);
    }

    @Test
    void findsNothingThatWasNotWritten() {
        assertThat(runs().find(new RunId("tidy.0123456789abcdef"))).isEmpty();
        assertThat(runs().place(TIDY)).isEmpty();
        assertThat(runs().job(TIDY)).isEmpty();
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
        assertThat(runs().commit(commit(first, TAKE))).isEqualTo(DONE);

        assertThat(runs().commit(commit(claimed("tidy", "two"), TAKE))).isEqualTo(CONFLICT);

        assertThat(runs().place(TIDY)).contains(first.id());
    }

    @Test
    void placesOfJobsAreKeptApart() {
        runs().commit(commit(claimed("tidy", "one"), TAKE));

        assertThat(runs().commit(commit(claimed("other", "one"), TAKE))).isEqualTo(DONE);
    }

    @Test
    void placeThatWasGivenUpCanBeTaken() {
        Run first = claimed("tidy", "one");
        Run second = claimed("tidy", "two");
        runs().commit(commit(first, TAKE));

        assertThat(runs().commit(commit(next(first, completed()), GIVE_UP))).isEqualTo(DONE);

        assertThat(runs().place(TIDY)).isEmpty();
        assertThat(runs().commit(commit(second, TAKE))).isEqualTo(DONE);
        assertThat(runs().place(TIDY)).contains(second.id());
    }

    @Test
    void placeIsGivenUpByItsHolderOnly() {
        Run holder = claimed("tidy", "one");
        Run other = claimed("tidy", "two");
        runs().commit(commit(holder, TAKE));
        runs().commit(commit(other));

        assertThat(runs().commit(commit(next(other, completed()), GIVE_UP))).isEqualTo(CONFLICT);

        assertThat(runs().place(TIDY)).contains(holder.id());
        assertThat(runs().find(other.id())).contains(other);
    }

    @Test
    void placeThatNobodyHasCannotBeGivenUp() {
        Run run = claimed("tidy", "one");
        runs().commit(commit(run));

        assertThat(runs().commit(commit(next(run, completed()), GIVE_UP))).isEqualTo(CONFLICT);
    }

    @Test
    void placeIsLeftAsItIsByEveryOtherWrite() {
        Run holder = claimed("tidy", "one");
        runs().commit(commit(holder, TAKE));
        runs().commit(commit(claimed("tidy", "two"), LEAVE_AS_IS));
        runs().commit(Sample.checkpoint(next(holder, waiting(LEASE))));

        assertThat(runs().place(TIDY)).contains(holder.id());
    }

    @Test
    void runThatDidNotGetItsPlaceIsNotWrittenAtAll() {
        runs().commit(commit(claimed("tidy", "one"), TAKE));
        Run late = claimed(Sample.job("tidy", "{\"prefix\": \"b\"}"), "2026-01-31T03:00:00Z");

        assertThat(runs().commit(commit(late, TAKE, Sample.alert("alert")))).isEqualTo(CONFLICT);

        assertThat(runs().find(late.id())).isEmpty();
        assertThat(runs().job(TIDY)).contains(Sample.job("tidy"));
        assertThat(runs().notice("alert")).isEmpty();
        assertThat(runs().commit(commit(late))).as("its slot is still free").isEqualTo(DONE);
    }

    @Test
    void newNameRegistersItsJob() {
        runs().commit(commit(claimed("tidy", "by-hand")));

        assertThat(runs().job(TIDY)).contains(Sample.job("tidy"));
    }

    @Test
    void runForAScheduledInstantRegistersTheJobAsItIsNow() {
        Job changed = Sample.job("tidy", "{\"prefix\": \"b\"}");
        runs().commit(commit(claimed("tidy", "by-hand")));

        runs().commit(commit(claimed(changed, "2026-01-31T03:00:00Z")));

        assertThat(runs().job(TIDY)).contains(changed);
    }

    @Test
    void anyOtherRunLeavesTheRegisteredJobAlone() {
        runs().commit(commit(claimed("tidy", "2026-01-31T03:00:00Z")));

        assertThat(runs().commit(commit(claimed(Sample.job("tidy", "{\"prefix\": \"b\"}"), "by-hand"))))
                .isEqualTo(DONE);

        assertThat(runs().job(TIDY)).contains(Sample.job("tidy"));
    }

    @Test
    void laterWritesOfARunDoNotRegisterItsJobAgain() {
        Run old = claimed("tidy", "2026-01-30T03:00:00Z");
        Job changed = Sample.job("tidy", "{\"prefix\": \"b\"}");
        runs().commit(commit(old));
        runs().commit(commit(claimed(changed, "2026-01-31T03:00:00Z")));

        runs().commit(commit(next(old, completed())));

        assertThat(runs().job(TIDY)).contains(changed);
    }
}
