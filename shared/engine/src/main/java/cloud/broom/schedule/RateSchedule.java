package cloud.broom.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every so often from a start; a day is 24 hours, whatever the clocks on the wall do. */
record RateSchedule(String expression, Duration every, Instant start) implements ScheduleExpression {
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}) (minute|hour|day)(s?)");
    private static final String ALLOWED = "a positive whole number and minute(s), hour(s) or day(s) are allowed,"
            + " singular for 1 and plural above";

    static RateSchedule parse(String expression, String inner) {
        Matcher rate = RATE.matcher(inner);
        if (!rate.matches()) {
            throw new InvalidScheduleException(expression, "rate", inner, ALLOWED);
        }
        long value = Long.parseLong(rate.group(1));
        boolean plural = !rate.group(3).isEmpty();
        if (value == 0 || plural != value > 1) {
            throw new InvalidScheduleException(expression, "rate", inner, ALLOWED);
        }
        ChronoUnit unit =
                switch (rate.group(2)) {
                    case "minute" -> ChronoUnit.MINUTES;
                    case "hour" -> ChronoUnit.HOURS;
                    default -> ChronoUnit.DAYS;
                };
        return new RateSchedule(expression, Duration.of(value, unit), Instant.EPOCH);
    }

    @Override
    public Optional<Instant> nextAfter(Instant after) {
        if (after.isBefore(start)) {
            return Optional.of(start);
        }
        long passed = Duration.between(start, after).dividedBy(every);
        return Optional.of(start.plus(every.multipliedBy(passed + 1)));
    }

    @Override
    public RateSchedule startingAt(Instant from) {
        return new RateSchedule(expression, every, from);
    }

    @Override
    public String toString() {
        return expression;
    }
}
