package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.gate.DayLimits;
import cloud.broom.job.Mode;
import cloud.broom.plan.Amounts;
import cloud.broom.run.Halt;
import cloud.broom.run.Held;
import cloud.broom.run.Reservation;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.Take;
import cloud.broom.run.Waiting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes what a run is left to act on from the limits of the UTC day, before it acts. */
final class Days {
    private final Runs runs;
    private final DayLimits limits;

    Days(Runs runs, DayLimits limits) {
        this.runs = runs;
        this.limits = limits;
    }

    /** Which of today's limits a dry run would breach; nothing is read where none are given. */
    List<String> wouldBreach(Run run, Invocation here) {
        LocalDate today = day(here.now());
        return run.job().mode() == Mode.DRY_RUN && limits.bound(run)
                ? limits.breaches(run, today, runs.taken(today, run.job().name()))
                : List.of();
    }

    /**
     * Takes what is left from today's limits, as far as it is not taken yet, and gives back what is held of an earlier day.
     *
     * @return why the run may not go on, if today leaves no room for all of it; then nothing is taken
     */
    Optional<Halt> reserve(Held held, Invocation here) {
        Run run = held.now();
        LocalDate today = today(run, here.now());
        Reservation before =
                run.reserved().filter(reserved -> reserved.day().equals(today)).orElse(Reservation.none(today));
        Amounts more = run.progress().totals().left().beyond(before.held());
        if (more.nothing() || !limits.bound(run)) {
            return Optional.empty();
        }
        List<Take> takes = new ArrayList<>(limits.take(run, today, more));
        if (run.reserved().filter(reserved -> reserved.day().isBefore(today)).isPresent()) {
            takes.addAll(Take.back(run));
        }
        return held.reserve(before.plus(more), takes, () -> full(run, before, here));
    }

    private Optional<Halt> full(Run run, Reservation before, Invocation here) {
        List<String> breaches = limits.breaches(
                run, before.day(), runs.taken(before.day(), run.job().name()).without(before.held()));
        Instant until = here.now().plus(run.job().approval().timeout());
        return breaches.isEmpty()
                ? Optional.empty()
                : Optional.of(new Waiting(Waiting.Cause.LIMIT, until, String.join("; ", breaches)));
    }

    /** Clocks differ: a run that has come to a new day does not go back to the one before. */
    private static LocalDate today(Run run, Instant now) {
        LocalDate today = day(now);
        return run.reserved()
                .map(Reservation::day)
                .filter(reserved -> reserved.isAfter(today))
                .orElse(today);
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
