package cloud.broom.task;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Optional;

/**
 * What a job asks of a {@link ReferenceSet} before anything is judged by it: a parameter of tasks that have one. A set that
 * misses any of it says nothing of anything, because what is not in it may well be in use.
 *
 * @param freshness how long ago it may have been read, at most
 * @param floor how many members it has at least; 0 if it may be empty
 * @param maxFall by how many percent it may have shrunk since it was last believed, at most; 100 for any
 */
public record Reference(Duration freshness, long floor, int maxFall) {
    /** What holds where a job says nothing. */
    public static final Reference DEFAULT = new Reference(Duration.ofHours(1), 1, 20);

    private static final int ALL = 100;

    public Reference {
        Refused.when(
                freshness.isNegative() || freshness.isZero(),
                "freshness",
                freshness + " is no time at all: a set has to be read before it can be used");
        Refused.when(floor < 0, "floor", floor + " is negative: 0 lets a set be empty");
        Refused.when(
                maxFall < 0 || maxFall > ALL,
                "maxFall",
                maxFall + " is not a percentage: 0 lets a set not shrink at all, 100 lets it shrink to nothing");
    }

    @JsonCreator
    static Reference read(
            @JsonProperty("freshness") Optional<Duration> freshness,
            @JsonProperty("floor") Optional<Long> floor,
            @JsonProperty("maxFall") Optional<Integer> maxFall) {
        return new Reference(
                freshness.orElse(DEFAULT.freshness), floor.orElse(DEFAULT.floor), maxFall.orElse(DEFAULT.maxFall));
    }

    /** Whether one set is smaller than another by more than is allowed. */
    boolean isFall(long from, long to) {
        return to < from && (double) (from - to) * ALL > (double) maxFall * from;
    }
}
