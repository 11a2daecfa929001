package cloud.broom.incident;

import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import java.time.Instant;
import java.util.Map;

/**
 * What a run came to whose search went to its end.
 *
 * @param state as it is shown: COMPLETED, PARTIAL or BLOCKED
 * @param groups where most of what it found lies, by count; not more than a few
 */
public record Finish(
        RunId run, Instant at, Mode mode, String state, long scanned, long found, long done, Map<String, Long> groups) {
    public Finish {
        groups = Map.copyOf(groups);
    }
}
