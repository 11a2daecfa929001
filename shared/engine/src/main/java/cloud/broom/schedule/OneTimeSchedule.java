package cloud.broom.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** Once, at a wall-clock time of a zone; one inside a spring gap fires as long after the gap as it stood in it. */
record OneTimeSchedule(String expression, Instant at) implements ScheduleExpression {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    static OneTimeSchedule parse(String expression, String inner, ZoneId zone) {
        try {
            return new OneTimeSchedule(
                    expression,
                    LocalDateTime.parse(inner, FORM)
                            .atZone(zone)
                            .withEarlierOffsetAtOverlap()
                            .toInstant());
        } catch (DateTimeParseException e) {
            InvalidScheduleException refused = new InvalidScheduleException(
                    expression, "at", inner, "an existing time as yyyy-mm-ddThh:mm:ss is allowed, without an offset");
            refused.initCause(e);
            throw refused;
        }
    }

    @Override
    public Optional<Instant> nextAfter(Instant after) {
        return at.isAfter(after) ? Optional.of(at) : Optional.empty();
    }

    @Override
    public OneTimeSchedule startingAt(Instant start) {
        return this;
    }

    @Override
    public String toString() {
        return expression;
    }
}
