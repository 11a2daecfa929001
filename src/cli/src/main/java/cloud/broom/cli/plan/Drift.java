package cloud.broom.cli.plan;

import cloud.broom.plan.Planned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a plan differs from an earlier one.
 *
 * @param both how many items stand in both
 * @param added those that only the later one has
 * @param gone those that only the earlier one has
 */
public record Drift(long both, Outline added, Outline gone) {
    static Drift between(Iterable<Planned> earlier, Iterable<Planned> later, int samples) {
        Map<String, Planned> left = new HashMap<>();
        earlier.forEach(item -> left.put(item.id(), item));
        List<Planned> added = new ArrayList<>();
        long both = 0;
        for (Planned item : later) {
            if (left.remove(item.id()) == null) {
                added.add(item);
            } else {
                both++;
            }
        }
        List<Planned> gone = left.values().stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
        return new Drift(both, Outline.of(added, samples), Outline.of(gone, samples));
    }
}
