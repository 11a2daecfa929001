package cloud.broom.testkit.simulation;

import cloud.broom.job.JobName;
import cloud.broom.job.Limit;
import cloud.broom.job.Measure;
import cloud.broom.job.RunId;
import cloud.broom.plan.OutcomePart.Result;
import cloud.broom.run.Commit;
import cloud.broom.run.Reservation;
import cloud.broom.run.Run;
import cloud.broom.run.Take;
import cloud.broom.run.Taken;
import cloud.broom.task.Outcome;
import cloud.broom.testkit.FakeRuns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * How many items are really gone by acts that were counted to a day, whatever became of the runs: by job, and in all. One whose
 * outcome came to be that it is left alone counts no more: nobody can know better.
 */
final class DayBooks {
    private static final String ALL = "*";

    private final Tally tally;
    private final Limit ceiling;
    private final BiFunction<RunId, String, Optional<Result>> outcomes;
    private final Map<String, List<Removed>> removed = new HashMap<>();

    DayBooks(Tally tally, Limit ceiling, BiFunction<RunId, String, Optional<Result>> outcomes) {
        this.outcomes = outcomes;
        this.tally = tally;
        this.ceiling = ceiling;
    }

    void acted(Run run, List<String> items, boolean approved) {
        Limit limit = run.job().limits().day().getOrDefault(Measure.ITEMS, new Limit.Unlimited());
        if (limit instanceof Limit.AtMost || ceiling instanceof Limit.AtMost) {
            tally.check(Law.LIMIT_HELD, run.reserved().isPresent(), () -> "nothing is reserved for " + Shown.of(run));
            LocalDate day = run.reserved().map(Reservation::day).orElseThrow();
            count(day, run.job().name().value(), run.id(), items, approved ? new Limit.Unlimited() : limit);
            count(day, ALL, run.id(), items, ceiling);
        }
    }

    /** What is given back is not gone. */
    void written(Commit commit, FakeRuns runs) {
        for (Take take : commit.takes()) {
            Taken taken = runs.takenOf(take.day(), commit.run().job().name());
            long said =
                    take.job().map(job -> taken.byJob()).orElse(taken.byStack()).items();
            long gone = gone(take.day(), whose(take));
            tally.check(
                    Law.LIMIT_HELD,
                    gone <= said,
                    () -> gone + " items of " + whose(take) + " went on " + take.day() + ", " + said + " are counted");
        }
    }

    private static String whose(Take take) {
        return take.job().map(JobName::value).orElse(ALL);
    }

    private long gone(LocalDate day, String whose) {
        return removed.getOrDefault(day + " " + whose, List.of()).stream()
                .filter(one -> outcomes.apply(one.run, one.item)
                        .map(result -> result.outcome().kind())
                        .filter(kind -> kind != Outcome.Kind.DONE && kind != Outcome.Kind.GONE)
                        .isEmpty())
                .count();
    }

    private void count(LocalDate day, String whose, RunId run, List<String> items, Limit limit) {
        List<Removed> before = removed.computeIfAbsent(day + " " + whose, any -> new ArrayList<>());
        items.forEach(item -> before.add(new Removed(run, item)));
        long all = gone(day, whose);
        tally.check(
                Law.LIMIT_HELD,
                limit.allows(all),
                () -> all + " items of " + whose + " went on " + day + ", " + limit.show(Measure.ITEMS) + " may");
    }

    private record Removed(RunId run, String item) {}
}
