package cloud.broom.run;

import cloud.broom.job.JobName;
import cloud.broom.job.Limit;
import cloud.broom.job.Measure;
import cloud.broom.plan.Amounts;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A change of what is taken of a day's limits, by one job or by the whole stack.
 *
 * @param job empty for the whole stack
 * @param more negative if it is given back
 * @param most what it may come to with this, by the measures that are bounded
 */
public record Take(LocalDate day, Optional<JobName> job, Amounts more, SortedMap<Measure, Limit> most) {
    public Take {
        most = Collections.unmodifiableSortedMap(new TreeMap<>(most));
    }

    /** Both changes that taking from a day's limits makes: what its job may take, and the stack. */
    public static List<Take> of(
            LocalDate day, JobName job, Amounts more, Map<Measure, Limit> limits, Map<Measure, Limit> ceiling) {
        return List.of(
                new Take(day, Optional.of(job), more, new TreeMap<>(limits)),
                new Take(day, Optional.empty(), more, new TreeMap<>(ceiling)));
    }

    /** What a run gives back of what it holds. */
    public static List<Take> back(Run run) {
        return run.reserved().stream()
                .filter(reserved -> !reserved.unspent().nothing())
                .flatMap(reserved -> back(run.job().name(), reserved))
                .toList();
    }

    private static Stream<Take> back(JobName job, Reservation reserved) {
        Amounts less = Amounts.NONE.minus(reserved.unspent());
        return of(reserved.day(), job, less, Map.of(), Map.of()).stream();
    }

    /** Whether it may be added to what is taken already. */
    public boolean fits(Amounts taken) {
        return most.entrySet().stream()
                .allMatch(limit -> limit.getValue().allows(taken.plus(more).of(limit.getKey())));
    }
}
