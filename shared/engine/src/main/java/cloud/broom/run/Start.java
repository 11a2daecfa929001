package cloud.broom.run;

import cloud.broom.job.JobName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The beginning of a run whose job bounds how many may begin in an hour. It is counted in the write that makes the run, also of
 * one that has to queue; not of one that is only recorded as skipped, nor of one that somebody has tried again.
 *
 * @param hour in which it begins, by the clock in UTC
 * @param most how many may, with it
 */
public record Start(JobName job, Instant hour, int most) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** What making a run counts as; empty if its job does not bound that. */
    static Optional<Start> of(Run made) {
        boolean counts = made.live() && made.asked().slot().retried().isEmpty();
        Instant hour = made.asked().asOf().truncatedTo(ChronoUnit.HOURS);
        return made.job()
                .maxPerHour()
                .filter(most -> counts)
                .map(most -> new Start(made.job().name(), hour, most));
    }

    /** Whether one more may begin after so many. */
    public boolean fits(int begun) {
        return begun < most;
    }

    String full() {
        return "maxPerHour: " + most + (most == 1 ? " run has" : " runs have") + " begun since " + CLOCK.format(hour);
    }
}
