package cloud.broom.testkit.simulation;

import cloud.broom.run.Commit;
import cloud.broom.run.Start;
import java.util.HashMap;
import java.util.Map;

/** How many runs of each job have begun in each hour. */
final class HourBooks {
    private final Tally tally;
    private final Map<String, Integer> begun = new HashMap<>();

    HourBooks(Tally tally) {
        this.tally = tally;
    }

    void written(Commit commit) {
        commit.start().ifPresent(this::count);
    }

    private void count(Start start) {
        int runs = begun.merge(start.job() + " in " + start.hour(), 1, Integer::sum);
        tally.check(
                Law.STARTS_BOUNDED,
                runs <= start.most(),
                () -> runs + " runs of " + start.job() + " have begun in the hour from " + start.hour() + ", "
                        + start.most() + " may");
    }
}
