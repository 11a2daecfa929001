package cloud.broom.incident;

import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.plan.Groups;
import java.time.Instant;

/**
 * What a run came to whose search went to its end.
 *
 * @param state as it is shown: COMPLETED, PARTIAL or BLOCKED
 * @param groups where most of what it found lies, by count; kept of the last run of a mode only
 */
public record Finish(
        RunId run, Instant at, Mode mode, String state, long scanned, long found, long done, Groups groups) {
    /** The same, without where most of it was. */
    Finish bare() {
        return new Finish(run, at, mode, state, scanned, found, done, Groups.NONE);
    }
}
