package cloud.broom.job;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How old what a job's runs take from the cache may be.
 *
 * @param ttl the oldest answer that is taken; zero for none that was read before the run was claimed
 * @param refresh whether a run takes no answer from before its claim, whatever the ttl; those after it take what it reads
 */
public record Freshness(Duration ttl, boolean refresh) {
    /** What holds where a job says nothing: nothing is reused from run to run. */
    public static final Freshness OF_ONE_RUN = new Freshness(Duration.ZERO, false);

    /** The most a run reuses of its own, or of the failed run that it tries again. */
    private static final Duration WITHIN_A_RUN = Duration.ofDays(1);

    public Freshness {
        Refused.when(ttl.isNegative(), "ttl", ttl + " is negative: PT0S is nothing reused from run to run");
        Refused.when(
                ttl.compareTo(Slot.RETENTION) > 0,
                "ttl",
                ttl + " is longer than the " + Slot.RETENTION.toDays() + " days a run's record is kept");
    }

    @JsonCreator
    static Freshness read(
            @JsonProperty("ttl") Optional<Duration> ttl, @JsonProperty("refresh") Optional<Boolean> refresh) {
        return new Freshness(ttl.orElse(OF_ONE_RUN.ttl), refresh.orElse(OF_ONE_RUN.refresh));
    }

    /** Whether only what was read since the run began is taken. */
    public boolean ofOneRun() {
        return refresh || ttl.isZero();
    }

    /** How long an answer is kept from when it was read. */
    public Duration kept() {
        return ttl.isZero() ? WITHIN_A_RUN : ttl;
    }

    /**
     * An answer read before this is not taken.
     *
     * @param began when the run was claimed, or the failed one it tries again
     */
    public Instant oldest(Instant now, Instant began) {
        Instant reach = now.minus(kept());
        return ofOneRun() && began.isAfter(reach) ? began : reach;
    }
}
