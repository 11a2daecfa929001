package cloud.broom.gate;

import cloud.broom.job.Limit;
import cloud.broom.job.Mode;
import cloud.broom.run.Ended;
import cloud.broom.run.Halt;
import cloud.broom.run.Run;
import cloud.broom.run.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands between a plan and its action: a pure function of the record and the instant. */
public final class Gate {
    /** How long a run that breaches a limit keeps its list before it is cancelled. */
    public static final Duration PARKED = Duration.ofDays(2);

    private final Limit ceiling;

    /** A gate that lets no run of more than {@code ceiling} items through, whatever its job says. */
    public Gate(Limit ceiling) {
        this.ceiling = ceiling;
    }

    /** Why the run may not act, if it may not: a dry run has come to its end, or a limit is breached and nothing is done. */
    public Optional<Halt> rule(Run run, Instant now) {
        String breached = breached(run);
        if (run.job().mode() == Mode.DRY_RUN) {
            return Optional.of(
                    new Ended(Ended.How.COMPLETED, breached.isEmpty() ? "" : "would be blocked: " + breached, now));
        }
        return breached.isEmpty()
                ? Optional.empty()
                : Optional.of(new Waiting(Waiting.Cause.LIMIT, now.plus(PARKED), breached));
    }

    private String breached(Run run) {
        long found = run.progress().totals().found();
        return Stream.of(
                        breach(found, run.job().limits().items(), "limits.items"),
                        breach(found, ceiling, "the stack's ceiling"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> breach(long found, Limit limit, String name) {
        return limit.allows(found) ? Optional.empty() : Optional.of("plan " + found + " items > " + name + " " + limit);
    }
}
