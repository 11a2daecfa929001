package cloud.broom.job;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people are told of a job, and how often. Trouble is recorded as an incident whether anybody is told or not. Of marked
 * resources they are always told: their grace counts from that.
 *
 * @param on what is told of; everything where a job says nothing
 * @param remind how long after an alert of an open incident the next one is due
 * @param escalate how long an incident may stay unacknowledged before it is escalated, once
 * @param reopen for how long after its end an incident is opened again by the same trouble, rather than a new one made
 */
public record Alerting(Set<About> on, Duration remind, Duration escalate, Duration reopen) {
    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofDays(30);

    /** What holds where a job says nothing. */
    public static final Alerting DEFAULT =
            new Alerting(EnumSet.allOf(About.class), Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(1));

    /** What an alert can be about. */
    public enum About {
        /** A run ended FAILED. */
        @JsonProperty("failed")
        FAILED,
        /** A run's invocations died again and again. */
        @JsonProperty("crashed")
        CRASHED,
        /** Some items of a run failed or have no outcome. */
        @JsonProperty("partial")
        PARTIAL,
        /** A limit stands in a run's way. */
        @JsonProperty("blocked")
        BLOCKED,
        /** A plan waits to be approved. */
        @JsonProperty("approval")
        APPROVAL,
        /** A slot did not start, or a call was lost. */
        @JsonProperty("missed")
        MISSED,
        /** A job finds nothing any more, or far more than it used to. */
        @JsonProperty("anomaly")
        ANOMALY,
        /** An incident ended. */
        @JsonProperty("recovered")
        RECOVERED
    }

    public Alerting {
        on = on.isEmpty() ? Set.of() : EnumSet.copyOf(on);
        check("remind", remind);
        check("escalate", escalate);
        Refused.when(
                reopen.isNegative() || reopen.compareTo(MOST) > 0, "reopen", reopen + " is not from PT0S to " + MOST);
    }

    @JsonCreator
    static Alerting read(
            @JsonProperty("on") Optional<List<About>> on,
            @JsonProperty("remind") Optional<Duration> remind,
            @JsonProperty("escalate") Optional<Duration> escalate,
            @JsonProperty("reopen") Optional<Duration> reopen) {
        return new Alerting(
                on.<Set<About>>map(Set::copyOf).orElse(DEFAULT.on),
                remind.orElse(DEFAULT.remind),
                escalate.orElse(DEFAULT.escalate),
                reopen.orElse(DEFAULT.reopen));
    }

    public boolean tells(About about) {
        return on.contains(about);
    }

    private static void check(String place, Duration length) {
        Refused.when(
                length.compareTo(LEAST) < 0 || length.compareTo(MOST) > 0,
                place,
                length + " is not from " + LEAST + " to " + MOST);
    }
}
