package cloud.broom.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When EventBridge Scheduler fires a schedule (docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html).
 *
 * @param starts before when it does not
 * @param ends after when it does not
 * @param window how long after its instant it may do so: the flexible time window; zero if there is none
 */
public record Firing(
        String expression, String timezone, Optional<Instant> starts, Optional<Instant> ends, Duration window) {
    private static final String RATE = "rate(";

    public Firing {
        if (window.isNegative()) {
            throw new IllegalArgumentException("the window of " + expression + " is negative: " + window);
        }
    }

    /** From now on, for ever, and to the minute. */
    public static Firing of(String expression, String timezone) {
        return new Firing(expression, timezone, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    /** Whether its instants are counted from a start. */
    public boolean counted() {
        return expression.startsWith(RATE);
    }

    /** The same, counted from an instant if it is counted and does not say from when. */
    public Firing since(Instant made) {
        return counted() && starts.isEmpty() ? new Firing(expression, timezone, Optional.of(made), ends, window) : this;
    }

    /** The same, but no longer than until an instant. */
    public Firing until(Instant end) {
        Optional<Instant> sooner = ends.filter(planned -> planned.isBefore(end)).or(() -> Optional.of(end));
        return new Firing(expression, timezone, starts, sooner, window);
    }

    /** Whether it has the same instants as another, whatever their windows are. */
    public boolean meets(Firing other) {
        return equals(new Firing(other.expression, other.timezone, other.starts, other.ends, window));
    }

    /** The first instant strictly after the given one; empty if there is none any more. */
    public Optional<Instant> nextAfter(Instant after) {
        ScheduleExpression parsed = ScheduleExpression.parse(expression, timezone);
        ScheduleExpression begun = starts.map(parsed::startingAt).orElse(parsed);
        return begun.nextAfter(after).filter(slot -> ends.filter(slot::isAfter).isEmpty());
    }

    /** As EventBridge has it. */
    @Override
    public String toString() {
        return expression + " " + timezone;
    }
}
