package cloud.broom.gate;

import cloud.broom.job.Limit;
import cloud.broom.job.Measure;
import cloud.broom.plan.Amounts;
import cloud.broom.run.Run;
import cloud.broom.run.Take;
import cloud.broom.run.Taken;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** What all runs of a UTC day may act on together: a job's, and the stack's. Pure. */
public final class DayLimits {
    private final SortedMap<Measure, Limit> ceiling;

    /** The limits of a stack, which no job and no approval exceeds. */
    public DayLimits(SortedMap<Measure, Limit> ceiling) {
        this.ceiling = ceiling;
    }

    /** Whether a run is bounded by any; one that is not is not counted. */
    public boolean bound(Run run) {
        return Stream.of(run.job().limits().day(), ceiling)
                .flatMap(limits -> limits.values().stream())
                .anyMatch(Limit.AtMost.class::isInstance);
    }

    /** Takes more for a run, as far as its job's limits, unless they are lifted by its approval, and the stack's allow. */
    public List<Take> take(Run run, LocalDate day, Amounts more) {
        return Take.of(day, run.job().name(), more, limits(run), ceiling);
    }

    /** Which of a day's limits leave no room for all that a run is left to act on, given what the others have taken. */
    public List<String> breaches(Run run, LocalDate day, Taken others) {
        Amounts left = run.progress().totals().left();
        String what = run.progress().totals().untouched() ? "plan " : "rest ";
        return Stream.concat(
                        breaches(limits(run), left, others.byJob(), measure -> "limits.perDay." + measure.key()),
                        breaches(ceiling, left, others.byStack(), any -> "the stack's ceiling of a day"))
                .map(breach -> what + breach + " on " + day + ")")
                .toList();
    }

    private static Stream<String> breaches(
            Map<Measure, Limit> limits, Amounts left, Amounts taken, Function<Measure, String> name) {
        return limits.entrySet().stream()
                .flatMap(limit -> breach(limit.getKey(), limit.getValue(), left, taken, name).stream());
    }

    private static Optional<String> breach(
            Measure measure, Limit limit, Amounts left, Amounts taken, Function<Measure, String> name) {
        long before = taken.of(measure);
        return limit.allows(before + left.of(measure))
                ? Optional.empty()
                : Optional.of(measure.show(left.of(measure)) + " " + Gate.unit(measure) + "> " + name.apply(measure)
                        + " " + limit.show(measure) + " (" + measure.show(before) + " taken");
    }

    private static Map<Measure, Limit> limits(Run run) {
        return run.approved() ? Map.of() : run.job().limits().day();
    }
}
