package cloud.broom.run;

import cloud.broom.job.Job;
import cloud.broom.schedule.Firing;
import cloud.broom.schedule.Schedule;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the watchdog knows of a job's schedule: which slots there are, and up to which they are accounted for.
 *
 * @param job its spec as the schedule sends it
 * @param function that the schedule invokes
 * @param schedule the ARN of the EventBridge schedule
 * @param firing its slots are the instants that EventBridge fires it for
 * @param status whether EventBridge would fire it
 * @param upTo the slots until then, itself included, have a run or are MISSED
 * @param misfired the slot that is being made up for, if one is
 * @param version counts what was written, from 1
 */
public record Timetable(
        Job job,
        String function,
        String schedule,
        Firing firing,
        Status status,
        Instant upTo,
        Optional<Misfired> misfired,
        long version) {
    /** How a schedule stands in EventBridge. */
    public enum Status {
        ENABLED,
        DISABLED,
        GONE
    }

    /**
     * A slot that did not start and was sent again.
     *
     * @param tried how often
     * @param again when it is looked at next
     */
    public record Misfired(Instant slot, int tried, Instant again) {}

    /** The first slot after an instant; empty if there is none any more. */
    public Optional<Instant> nextAfter(Instant after) {
        return firing.nextAfter(after);
    }

    /** When the watchdog has to look at it next; empty if it has no slot any more. */
    public Optional<Instant> due() {
        return misfired.map(Misfired::again).or(() -> nextAfter(upTo).map(slot -> slot.plus(tolerance())));
    }

    /** Those after an instant until another, itself included, oldest first. */
    public List<Instant> between(Instant after, Instant until) {
        List<Instant> slots = new ArrayList<>();
        Optional<Instant> next = nextAfter(after);
        while (next.filter(slot -> !slot.isAfter(until)).isPresent()) {
            slots.add(next.get());
            next = nextAfter(next.get());
        }
        return slots;
    }

    /** How long after its instant a slot may start: for as long as EventBridge may take to fire it, and then as the job says. */
    @JsonIgnore
    public Duration tolerance() {
        return job.schedule()
                .map(Schedule::tolerance)
                .orElse(Schedule.TOLERANCE)
                .plus(firing.window());
    }

    /** The same, to be written over this, once the slots until an instant are accounted for. */
    public Timetable accounted(Instant until) {
        return next(until, Optional.empty());
    }

    /** The same, to be written over this, while a slot is made up for; all before it are accounted for. */
    public Timetable misfiring(Instant until, Misfired slot) {
        return next(until, Optional.of(slot));
    }

    /** The same, to be written over this, of a schedule that EventBridge no longer has. */
    public Timetable ending(Instant at) {
        return new Timetable(
                job, function, schedule, firing.until(at), Status.GONE, upTo, Optional.empty(), version + 1);
    }

    private Timetable next(Instant until, Optional<Misfired> slot) {
        return new Timetable(
                job, function, schedule, firing, status, until.isAfter(upTo) ? until : upTo, slot, version + 1);
    }
}
