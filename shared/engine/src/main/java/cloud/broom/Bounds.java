package cloud.broom;

import cloud.broom.job.Limit;
import java.time.Duration;

/**
 * The stack's own bounds on every run.
 *
 * @param ceiling the most items one run may act on, whatever its job says
 * @param partItems how many items fill a plan part
 * @param margin how long before its deadline an invocation stops
 */
public record Bounds(Limit ceiling, int partItems, Duration margin) {
    public static final Bounds DEFAULT = new Bounds(Limit.of(100_000), 1000, Duration.ofSeconds(15));

    public Bounds {
        if (partItems < 1) {
            throw new IllegalArgumentException("partItems is below 1: " + partItems);
        }
    }
}
