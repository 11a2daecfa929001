package cloud.broom.job;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a job is asked to run for: an instant of its schedule, an event's id, a request's id. A slot yields at most one run. */
public record Slot(@JsonValue String text) {
    /** How long a run's record is kept; a slot older than that could run twice, so it is refused. */
    public static final Duration RETENTION = Duration.ofDays(90);

    private static final Duration AHEAD = Duration.ofDays(1);
    private static final String REQUEST = "request/";
    private static final String RETRY = "retry/";
    private static final Pattern RETRIED =
            Pattern.compile(RETRY + "([a-z0-9][a-z0-9-]{0,63}\\.[0-9a-f]{16})/[1-9][0-9]*");
    private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{1,200}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Slot {
        Refused.when(
                !ALLOWED.matcher(text).matches(),
                "",
                "is not a slot: an instant, or 1 to 200 printable ASCII characters without a space");
        text = instant(text).map(Instant::toString).orElse(text);
    }

    /** The slot of a call that names none: stable across Lambda's own retries of the same request. */
    public static Slot ofRequest(String requestId) {
        return new Slot(REQUEST + requestId);
    }

    public static Slot ofEvent(String eventId) {
        return new Slot("event/" + eventId);
    }

    /** The slot of the {@code n}th run, from 1, that tries an ended one again. */
    public static Slot retry(RunId ended, int n) {
        return new Slot(RETRY + ended + "/" + n);
    }

    /** The run that is tried again, if this is the slot of a retry. */
    public Optional<RunId> retried() {
        Matcher retry = RETRIED.matcher(text);
        return retry.matches() ? Optional.of(new RunId(retry.group(1))) : Optional.empty();
    }

    /** The instant of the schedule it stands for, if it is one. */
    public Optional<Instant> instant() {
        return instant(text);
    }

    /** Whether nobody had to ask for it: it is a schedule's, or an event's. */
    public boolean unasked() {
        return !text.startsWith(REQUEST) && !text.startsWith(RETRY);
    }

    /**
     * This slot, if it can be one now.
     *
     * @throws Refused if it is an instant too far from now to be a schedule's
     */
    public Slot checked(Instant now) {
        instant().ifPresent(at -> {
            Refused.when(at.isAfter(now.plus(AHEAD)), "slot", at + " is more than a day ahead of " + now);
            Refused.when(
                    at.isBefore(now.minus(RETENTION)),
                    "slot",
                    at + " is older than the " + RETENTION.toDays() + " days a run's record is kept");
        });
        return this;
    }

    @Override
    public String toString() {
        return text;
    }

    private static Optional<Instant> instant(String text) {
        if (text.indexOf('T') != 10 || !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException anId) {
            return Optional.empty();
        }
    }
}
