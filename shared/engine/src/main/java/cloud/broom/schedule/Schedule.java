package cloud.broom.schedule;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a job's slots are, and what becomes of those that do not start. EventBridge Scheduler fires them; the watchdog looks whether
 * it did.
 *
 * @param cron the six fields inside {@code cron(...)}, or
 * @param rate value and unit inside {@code rate(...)}, or
 * @param at the local time inside {@code at(...)}: exactly one of the three
 * @param timezone an IANA name that cron and at are meant in
 * @param misfire what becomes of slots that did not start in time
 * @param tolerance how long after its instant a slot may start; from a minute to a day
 */
public record Schedule(
        Optional<String> cron,
        Optional<String> rate,
        Optional<String> at,
        String timezone,
        Misfire misfire,
        Duration tolerance) {
    public static final Duration TOLERANCE = Duration.ofMinutes(15);

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(1);

    public Schedule {
        Refused.when(
                Stream.of(cron, rate, at).filter(Optional::isPresent).count() != 1,
                "",
                "has to have exactly one of cron, rate and at");
        Refused.when(
                tolerance.compareTo(LEAST) < 0 || tolerance.compareTo(MOST) > 0,
                "tolerance",
                tolerance + " is not from " + LEAST + " to " + MOST);
        try {
            ScheduleExpression.parse(written(cron, rate, at), timezone);
        } catch (InvalidScheduleException refused) {
            throw new Refused(place(refused.field(), cron, rate), String.valueOf(refused.getMessage()));
        }
    }

    @JsonCreator
    static Schedule read(
            @JsonProperty("cron") Optional<String> cron,
            @JsonProperty("rate") Optional<String> rate,
            @JsonProperty("at") Optional<String> at,
            @JsonProperty("timezone") Optional<String> timezone,
            @JsonProperty("misfire") Optional<Misfire> misfire,
            @JsonProperty("tolerance") Optional<Duration> tolerance) {
        return new Schedule(
                cron, rate, at, timezone.orElse("UTC"), misfire.orElse(Misfire.RUN_ONCE), tolerance.orElse(TOLERANCE));
    }

    /** As EventBridge Scheduler has it: {@code cron(0 3 * * ? *)}. */
    @JsonIgnore
    public String expression() {
        return written(cron, rate, at);
    }

    private static String written(Optional<String> cron, Optional<String> rate, Optional<String> at) {
        return cron.map(fields -> "cron(" + fields + ")")
                .or(() -> rate.map(every -> "rate(" + every + ")"))
                .orElseGet(() -> "at(" + at.orElse("") + ")");
    }

    private static String place(String field, Optional<String> cron, Optional<String> rate) {
        if (field.equals("timezone")) {
            return field;
        }
        return cron.isPresent() ? "cron" : rate.isPresent() ? "rate" : "at";
    }
}
