package cloud.broom.testkit.contract;

import static cloud.broom.run.Runs.Written.CONFLICT;
import static cloud.broom.run.Runs.Written.DONE;
import static cloud.broom.testkit.contract.Sample.claimed;
import static cloud.broom.testkit.contract.Sample.commit;
import static cloud.broom.testkit.contract.Sample.next;
import static cloud.broom.testkit.contract.Sample.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.job.JobName;
import cloud.broom.job.Limit;
import cloud.broom.job.Measure;
import cloud.broom.plan.Amounts;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.Take;
import cloud.broom.run.Taken;
import cloud.broom.task.Usd;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is taken of a day's limits, with the runs that take it: what every implementation of {@link Runs} passes. */
public abstract class DaysContract {
    private static final JobName TIDY = new JobName("tidy");
    private static final LocalDate DAY = LocalDate.parse("2026-01-31");
    private static final Amounts SEVEN = new Amounts(7, 700, new Usd(7_000_000_000L));
    private static final Amounts ONE = new Amounts(1, 100, new Usd(1_000_000_000));

    private int runsMade;

    /** Runs of which nothing is kept yet. */
    protected abstract Runs runs();

    @Test
    void nothingIsTakenOfADayThatNobodyTookFrom() {
        assertThat(runs().taken(DAY, TIDY)).isEqualTo(Taken.NONE);
    }

    @Test
    void whatIsTakenAddsUpByJobAndForTheStack() {
        take("tidy", SEVEN, Map.of(), Map.of());
        take("other", ONE, Map.of(), Map.of());

        assertThat(runs().taken(DAY, TIDY)).isEqualTo(new Taken(SEVEN, SEVEN.plus(ONE)));
        assertThat(runs().taken(DAY.plusDays(1), TIDY)).isEqualTo(Taken.NONE);
    }

    @Test
    void limitOfItemsIsReachedAndNotExceeded() {
        isReachedAndNotExceeded(Measure.ITEMS);
    }

    @Test
    void limitOfBytesIsReachedAndNotExceeded() {
        isReachedAndNotExceeded(Measure.BYTES);
    }

    @Test
    void limitOfDollarsIsReachedAndNotExceeded() {
        isReachedAndNotExceeded(Measure.USD);
    }

    private void isReachedAndNotExceeded(Measure measure) {
        Map<Measure, Limit> eight = Map.of(measure, Limit.of(SEVEN.plus(ONE).of(measure)));
        assertThat(take("tidy", SEVEN, eight, Map.of())).isEqualTo(DONE);
        assertThat(take("tidy", ONE, eight, Map.of())).isEqualTo(DONE);

        Run late = claimed("tidy", "late");
        assertThat(runs().commit(commit(late).taking(Take.of(DAY, TIDY, ONE, eight, Map.of()))))
                .isEqualTo(CONFLICT);

        assertThat(runs().find(late.id())).as("nothing of it is written").isEmpty();
        assertThat(runs().taken(DAY, TIDY).byJob()).isEqualTo(SEVEN.plus(ONE));
    }

    @Test
    void limitHoldsOnADayThatNobodyTookFrom() {
        assertThat(take("tidy", SEVEN, Map.of(Measure.ITEMS, Limit.of(6)), Map.of()))
                .isEqualTo(CONFLICT);
        assertThat(take("tidy", ONE, Map.of(Measure.ITEMS, Limit.of(0)), Map.of()))
                .isEqualTo(CONFLICT);
        assertThat(runs().taken(DAY, TIDY)).isEqualTo(Taken.NONE);
    }

    @Test
    void runsOfTwoJobsDoNotBothGetTheLastOfTheStacks() {
        Map<Measure, Limit> eight = Map.of(Measure.ITEMS, Limit.of(8));
        assertThat(take("tidy", SEVEN, Map.of(), eight)).isEqualTo(DONE);
        assertThat(take("other", SEVEN, Map.of(), eight)).isEqualTo(CONFLICT);
        assertThat(take("other", ONE, Map.of(), eight)).isEqualTo(DONE);
        assertThat(runs().taken(DAY, TIDY).byStack().items()).isEqualTo(8);
    }

    @Test
    void everyLimitThatIsGivenHolds() {
        Map<Measure, Limit> wide = Map.of(Measure.ITEMS, new Limit.Unlimited(), Measure.BYTES, Limit.of(699));

        assertThat(take("tidy", SEVEN, wide, Map.of())).isEqualTo(CONFLICT);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        Map<Measure, Limit> seven = Map.of(Measure.ITEMS, Limit.of(7));
        Run run = claimed("tidy", "1");
        runs().commit(commit(run).taking(Take.of(DAY, TIDY, SEVEN, seven, seven)));
        Amounts back = Amounts.NONE.minus(ONE);

        assertThat(runs().commit(commit(next(run, waiting(Sample.LEASE)))
                        .taking(Take.of(DAY, TIDY, back, Map.of(), Map.of()))))
                .isEqualTo(DONE);

        assertThat(runs().taken(DAY, TIDY)).isEqualTo(new Taken(SEVEN.minus(ONE), SEVEN.minus(ONE)));
        assertThat(take("tidy", ONE, seven, seven)).isEqualTo(DONE);
    }

    @Test
    void runThatIsNotWrittenTakesNothing() {
        Run run = claimed("tidy", "1");
        runs().commit(commit(run));

        assertThat(runs().commit(commit(run).taking(Take.of(DAY, TIDY, ONE, Map.of(), Map.of()))))
                .isEqualTo(CONFLICT);

        assertThat(runs().taken(DAY, TIDY)).isEqualTo(Taken.NONE);
    }

    @Test
    void oneDayIsGivenBackAndAnotherTakenInOneWrite() {
        Run run = claimed("tidy", "1");
        runs().commit(commit(run).taking(Take.of(DAY, TIDY, SEVEN, Map.of(), Map.of())));
        List<Take> back = Take.of(DAY, TIDY, Amounts.NONE.minus(SEVEN), Map.of(), Map.of());
        List<Take> anew = Take.of(DAY.plusDays(1), TIDY, SEVEN, Map.of(), Map.of());

        assertThat(runs().commit(commit(next(run, run.state()))
                        .taking(List.of(back.get(0), back.get(1), anew.get(0), anew.get(1)))))
                .isEqualTo(DONE);

        assertThat(runs().taken(DAY, TIDY)).isEqualTo(Taken.NONE);
        assertThat(runs().taken(DAY.plusDays(1), TIDY)).isEqualTo(new Taken(SEVEN, SEVEN));
    }

    /** A new run takes so much. */
    private Runs.Written take(String job, Amounts more, Map<Measure, Limit> limits, Map<Measure, Limit> ceiling) {
        Run run = claimed(job, "slot-" + ++runsMade);
        return runs().commit(commit(run).taking(Take.of(DAY, run.job().name(), more, limits, ceiling)));
    }
}
