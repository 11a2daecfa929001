package cloud.broom.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the tag {@code broom:keep} of a resource says. A date protects through that day, in UTC; an instant until then; a duration
 * in weeks, days, hours, minutes or seconds as long from when the resource came to be or last changed; any other value for ever.
 * What looks like a date or a duration and is none, or says no, protects too, and is told of.
 *
 * @param until from when on it protects no more; empty for never
 * @param problem what is wrong with the value, if something is
 */
public record Keep(String value, Optional<Instant> until, Optional<String> problem) {
    /** The tag's key. */
    public static final String TAG = "broom:keep";

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern WEEKS = Pattern.compile("P(\\d{1,5})W");
    private static final Pattern TIMELY = Pattern.compile("[+-]?\\d.*|[+-]?P[-+T\\d].*", Pattern.DOTALL);
    private static final Set<String> DENIALS = Set.of("FALSE", "NO", "OFF", "NEVER", "NONE");

    /**
     * Reads a tag's value.
     *
     * @param since what a duration is counted from, if that is known
     */
    public static Keep read(String value, Optional<Instant> since) {
        String text = value.strip().toUpperCase(Locale.ROOT);
        if (DENIALS.contains(text)) {
            return malformed(value, "protects whatever its value is: to let go of a resource, remove the tag");
        }
        if (!TIMELY.matcher(text).matches()) {
            return new Keep(value, Optional.empty(), Optional.empty());
        }
        try {
            return text.contains("P") ? lasting(value, text, since) : until(value, end(text));
        } catch (DateTimeException | ArithmeticException malformed) {
            return malformed(
                    value, "is neither a date (2027-01-31), an instant, nor a duration in weeks or days (P90D)");
        }
    }

    /** Whether it protects at an instant. */
    public boolean protects(Instant at) {
        return until.filter(end -> !at.isBefore(end)).isEmpty();
    }

    /** For an outcome or a note: {@code tag broom:keep=2027-01-31}. */
    @Override
    public String toString() {
        return "tag " + TAG + "=" + value
                + problem.map(what -> " (" + what + ")").orElse("");
    }

    private static Keep lasting(String value, String text, Optional<Instant> since) {
        Duration length = length(text);
        if (length.isNegative()) {
            return malformed(value, "is negative");
        }
        return since.map(from -> until(value, from.plus(length)))
                .orElseGet(() -> malformed(value, "counts from an instant that is not known"));
    }

    private static Duration length(String text) {
        return WEEKS.matcher(text).matches()
                ? Duration.ofDays(7 * Long.parseLong(text.substring(1, text.length() - 1)))
                : Duration.parse(text);
    }

    private static Instant end(String text) throws DateTimeParseException {
        return DATE.matcher(text).matches()
                ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(text);
    }

    private static Keep until(String value, Instant end) {
        return new Keep(value, Optional.of(end), Optional.empty());
    }

    private static Keep malformed(String value, String problem) {
        return new Keep(value, Optional.empty(), Optional.of(problem));
    }
}
