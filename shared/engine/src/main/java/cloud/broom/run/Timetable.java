package cloud.broom.run;

import cloud.broom.job.Job;
import cloud.broom.schedule.Schedule;
import cloud.broom.schedule.ScheduleExpression;
import java.time.Instant;
import java.util.Optional;

/**
 * What the watchdog knows of a job's schedule: which slots there are, and up to which they are accounted for.
 *
 * @param job its spec as the schedule sends it
 * @param function that the schedule invokes
 * @param schedule the ARN of the EventBridge schedule
 * @param expression as EventBridge has it
 * @param timezone as EventBridge has it
 * @param starts before when it has no slots
 * @param ends after when it has no slots
 * @param status whether EventBridge would fire it
 * @param upTo the slots until then, itself included, have a run or are MISSED
 * @param misfired the slot that is being made up for, if one is
 * @param version counts what was written, from 1
 */
public record Timetable(
        Job job,
        String function,
        String schedule,
        String expression,
        String timezone,
        Optional<Instant> starts,
        Optional<Instant> ends,
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
        ScheduleExpression parsed = ScheduleExpression.parse(expression, timezone);
        ScheduleExpression counted = starts.map(parsed::startingAt).orElse(parsed);
        return counted.nextAfter(after)
                .filter(slot -> ends.filter(slot::isAfter).isEmpty());
    }

    /** When the watchdog has to look at it next; empty if it has no slot any more. */
    public Optional<Instant> due() {
        return misfired.map(Misfired::again).or(() -> nextAfter(upTo)
                .map(slot -> slot.plus(job.schedule().map(Schedule::tolerance).orElse(Schedule.TOLERANCE))));
    }
}
