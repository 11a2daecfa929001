package cloud.broom.gate;

import cloud.broom.job.Approval;
import cloud.broom.job.Limit;
import cloud.broom.job.Limits;
import cloud.broom.job.Measure;
import cloud.broom.job.Mode;
import cloud.broom.job.Need;
import cloud.broom.plan.Totals;
import cloud.broom.run.Asked;
import cloud.broom.run.Ended;
import cloud.broom.run.Halt;
import cloud.broom.run.Run;
import cloud.broom.run.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What stands between a plan and its action: a pure function of the record and the instant. */
public final class Gate {
    private final Limits ceiling;
    private final Limit unasked;

    /**
     * The gate of a stack.
     *
     * @param ceiling what no run exceeds, whatever its job says and whoever approves
     * @param unasked how many items that cannot be brought back go without approval, unless the job waives it
     */
    public Gate(Limits ceiling, Limit unasked) {
        this.ceiling = ceiling;
        this.unasked = unasked;
    }

    /**
     * Why the run may not act, if it may not: a dry run has come to its end, a limit is breached, or it has to be approved.
     *
     * @param today what a dry run would breach of the day's limits
     */
    public Optional<Halt> rule(Run run, List<String> today, Instant now) {
        List<String> ceilings = breaches(run, ceiling.run(), any -> "the stack's ceiling");
        List<String> limits = breaches(run, run.job().limits().run(), measure -> "limits." + measure.key());
        List<String> wanted = wanted(run);
        if (run.job().mode() == Mode.DRY_RUN) {
            return Optional.of(new Ended(Ended.How.COMPLETED, would(ceilings, both(limits, today), wanted), now));
        }
        Instant until = now.plus(run.job().approval().timeout());
        if (!ceilings.isEmpty()) {
            return Optional.of(new Waiting(Waiting.Cause.LIMIT, until, said(both(limits, ceilings))));
        }
        if (run.approved()) {
            return Optional.empty();
        }
        if (!limits.isEmpty()) {
            return Optional.of(new Waiting(Waiting.Cause.LIMIT, until, said(limits)));
        }
        return wanted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Waiting(Waiting.Cause.APPROVAL, until, said(wanted)));
    }

    private static List<String> breaches(Run run, Map<Measure, Limit> limits, Function<Measure, String> name) {
        return limits.entrySet().stream()
                .flatMap(limit -> breach(run, limit.getKey(), limit.getValue(), name).stream())
                .toList();
    }

    private static Optional<String> breach(Run run, Measure measure, Limit limit, Function<Measure, String> name) {
        long planned = run.progress().totals().planned(measure);
        return limit.allows(planned)
                ? Optional.empty()
                : Optional.of("plan " + measure.show(planned) + " " + unit(measure) + "> " + name.apply(measure) + " "
                        + limit.show(measure));
    }

    private List<String> wanted(Run run) {
        Approval approval = run.job().approval();
        Totals totals = run.progress().totals();
        Stream<String> above = breaches(run, approval.above(), measure -> "approval.above." + measure.key()).stream();
        Stream<String> irreversible = approval.irreversible() == Need.REQUIRED && !unasked.allows(totals.irreversible())
                ? Stream.of(Measure.ITEMS.show(totals.irreversible()) + " items cannot be brought back > "
                        + unasked.show(Measure.ITEMS))
                : Stream.empty();
        Stream<String> first = run.asked().novelty() == Asked.Novelty.NEW && totals.found() > 0
                ? Stream.of("the spec has never been applied")
                : Stream.empty();
        return Stream.of(above, irreversible, first).flatMap(reasons -> reasons).toList();
    }

    static String unit(Measure measure) {
        return switch (measure) {
            case ITEMS -> "items ";
            case PERCENT -> "of what was scanned ";
            case BYTES -> "";
            case USD -> "a month ";
        };
    }

    private static String would(List<String> ceilings, List<String> limits, List<String> wanted) {
        List<String> blocked = both(limits, ceilings);
        if (!blocked.isEmpty()) {
            return "would be blocked: " + said(blocked);
        }
        return wanted.isEmpty() ? "" : "would need approval: " + said(wanted);
    }

    private static List<String> both(List<String> limits, List<String> ceilings) {
        return Stream.concat(limits.stream(), ceilings.stream()).toList();
    }

    private static String said(List<String> reasons) {
        return String.join("; ", reasons);
    }
}
