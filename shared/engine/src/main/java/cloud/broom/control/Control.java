package cloud.broom.control;

import java.util.Optional;

/**
 * What holds for every run of the stack.
 *
 * @param stopped present if no run may act or plan, until somebody lets them go on
 * @param exemptions the version of the exemptions: it moves with every one that is added or removed
 */
public record Control(Optional<Stop> stopped, long exemptions) {
    /** What holds where nobody has said anything yet. */
    public static final Control NONE = new Control(Optional.empty(), 0);
}
