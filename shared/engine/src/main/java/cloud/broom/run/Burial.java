package cloud.broom.run;

import cloud.broom.job.RunId;
import java.util.List;
import java.util.Optional;

/**
 * The end of a run of which nothing can be read: one atomic write, like a {@link Commit}.
 *
 * @param place of its job without it, if it had it or waited for it
 * @param opened the order that starts whoever has the place now
 * @param news the health of its job, if it changes, must stand at the version before
 */
public record Burial(RunId run, Ended end, Optional<Place> place, List<Order> opened, News news) {
    public Burial {
        opened = List.copyOf(opened);
    }
}
