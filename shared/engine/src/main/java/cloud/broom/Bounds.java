package cloud.broom;

import cloud.broom.job.Limit;
import cloud.broom.job.Limits;
import java.time.Duration;

/**
 * The stack's own bounds on every run.
 *
 * @param ceiling what no run exceeds, whatever its job says and whoever approves
 * @param unasked how many items that cannot be brought back go without approval, unless a job waives it
 * @param partItems how many items fill a plan part
 * @param margin how long before its deadline an invocation stops
 */
public record Bounds(Limits ceiling, Limit unasked, int partItems, Duration margin) {
    public static final Bounds DEFAULT =
            new Bounds(Limits.ofItems(100_000), Limit.of(1000), 1000, Duration.ofSeconds(15));

    public Bounds {
        if (partItems < 1) {
            throw new IllegalArgumentException("partItems is below 1: " + partItems);
        }
    }
}
