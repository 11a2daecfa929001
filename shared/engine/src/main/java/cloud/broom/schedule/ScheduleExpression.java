package cloud.broom.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a schedule fires, in EventBridge Scheduler's grammar: {@code cron(min hour dom month dow year)},
 * {@code rate(value unit)} or {@code at(yyyy-mm-ddThh:mm:ss)}.
 *
 * <p>Immutable. The rules are those of <a
 * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule types</a>.
 */
public sealed interface ScheduleExpression permits CronSchedule, RateSchedule, OneTimeSchedule {
    /** Longest expression that EventBridge Scheduler takes, in characters. */
    int MAX_LENGTH = 256;

    /**
     * The first instant strictly after the given one at which the schedule fires; empty if it never fires again.
     *
     * <p>Cron times are wall-clock times of the schedule's zone: one that a spring gap swallows is skipped, one that an
     * autumn overlap repeats fires once, at the first pass.
     */
    Optional<Instant> nextAfter(Instant after);

    /**
     * The same schedule counting from a start: a rate's first fire is the start itself, a cron does not fire before it,
     * a one-time schedule ignores it.
     */
    ScheduleExpression startingAt(Instant start);

    /**
     * Reads an expression; a rate counts from the epoch until {@link #startingAt} names another start.
     *
     * @param zone IANA name of the zone that cron and at times are meant in, such as {@code Europe/Berlin}
     * @throws InvalidScheduleException if AWS would refuse the expression or the zone
     */
    static ScheduleExpression parse(String expression, String zone) {
        if (expression.length() > MAX_LENGTH) {
            throw new InvalidScheduleException(
                    expression, "length", String.valueOf(expression.length()), "at most 256 characters are allowed");
        }
        ZoneId where = zone(expression, zone);
        Matcher form = Form.PATTERN.matcher(expression);
        if (!form.matches()) {
            throw new InvalidScheduleException(
                    expression,
                    "expression",
                    expression,
                    "write cron(min hour day-of-month month day-of-week year), rate(value unit) or"
                            + " at(yyyy-mm-ddThh:mm:ss)");
        }
        String inner = form.group(2);
        return switch (form.group(1)) {
            case "cron" -> CronSchedule.parse(expression, inner, where);
            case "rate" -> RateSchedule.parse(expression, inner);
            default -> OneTimeSchedule.parse(expression, inner, where);
        };
    }

    private static ZoneId zone(String expression, String zone) {
        try {
            if (Form.ZONES.contains(zone)) {
                return ZoneId.of(zone);
            }
        } catch (DateTimeException e) {
            throw new IllegalStateException("zone " + zone + " is listed but unknown", e);
        }
        throw new InvalidScheduleException(
                expression, "timezone", zone, "name a zone of the IANA database, such as UTC or Europe/Berlin");
    }

    /** What every expression is checked against: its outer form, and the zones that have a name, unlike an offset. */
    final class Form {
        private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

        private static final Pattern PATTERN = Pattern.compile("(cron|rate|at)\\((.*)\\)");

        private Form() {}
    }
}
