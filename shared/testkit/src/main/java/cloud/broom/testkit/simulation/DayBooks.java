package cloud.broom.testkit.simulation;

import cloud.broom.job.JobName;
import cloud.broom.job.Limit;
import cloud.broom.job.Measure;
import cloud.broom.run.Commit;
import cloud.broom.run.Reservation;
import cloud.broom.run.Run;
import cloud.broom.run.Take;
import cloud.broom.run.Taken;
import cloud.broom.testkit.FakeRuns;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * How many items are really gone by acts that were counted to a day, whatever became of the runs: by job, and in all. What an
 * answer did not mention is nobody's to count.
 */
final class DayBooks {
    private static final String ALL = "*";

    private final Tally tally;
    private final Limit ceiling;
    private final Map<String, Long> removed = new HashMap<>();

    DayBooks(Tally tally, Limit ceiling) {
        this.tally = tally;
        this.ceiling = ceiling;
    }

    void acted(Run run, long items) {
        Limit limit = run.job().limits().day().getOrDefault(Measure.ITEMS, new Limit.Unlimited());
        if (limit instanceof Limit.AtMost || ceiling instanceof Limit.AtMost) {
            tally.check(Law.LIMIT_HELD, run.reserved().isPresent(), () -> "nothing is reserved for " + Shown.of(run));
            LocalDate day = run.reserved().map(Reservation::day).orElseThrow();
            count(day, run.job().name().value(), items, limit);
            count(day, ALL, items, ceiling);
        }
    }

    /** What is given back is not gone. */
    void written(Commit commit, FakeRuns runs) {
        for (Take take : commit.takes()) {
            Taken taken = runs.takenOf(take.day(), commit.run().job().name());
            long said = take.job().map(job -> taken.byJob()).orElse(taken.byStack()).items();
            long gone = removed.getOrDefault(key(take.day(), whose(take)), 0L);
            tally.check(
                    Law.LIMIT_HELD,
                    gone <= said,
                    () -> gone + " items of " + whose(take) + " went on " + take.day() + ", " + said + " are counted");
        }
    }

    private static String whose(Take take) {
        return take.job().map(JobName::value).orElse(ALL);
    }

    private static String key(LocalDate day, String whose) {
        return day + " " + whose;
    }

    private void count(LocalDate day, String whose, long items, Limit limit) {
        long all = removed.merge(key(day, whose), items, Long::sum);
        tally.check(
                Law.LIMIT_HELD,
                limit.allows(all),
                () -> all + " items of " + whose + " went on " + day + ", " + limit.show(Measure.ITEMS) + " may");
    }
}
