package cloud.broom.testkit.simulation;

import cloud.broom.job.Limit;
import cloud.broom.job.Measure;
import cloud.broom.run.Reservation;
import cloud.broom.run.Run;
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

    private void count(LocalDate day, String whose, long items, Limit limit) {
        long all = removed.merge(day + " " + whose, items, Long::sum);
        tally.check(
                Law.LIMIT_HELD,
                limit.allows(all),
                () -> all + " items of " + whose + " went on " + day + ", " + limit.show(Measure.ITEMS) + " may");
    }
}
