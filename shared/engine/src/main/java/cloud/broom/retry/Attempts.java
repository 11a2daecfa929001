package cloud.broom.retry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.TreeMap;

/** How often each retrier, by its place in the list, has been used since the run last made progress. */
public record Attempts(@JsonValue Map<Integer, Integer> counts) {
    public static final Attempts NONE = new Attempts(Map.of());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Attempts {
        counts = Map.copyOf(counts);
    }

    int of(int retrier) {
        return counts.getOrDefault(retrier, 0);
    }

    Attempts plusOne(int retrier) {
        Map<Integer, Integer> more = new TreeMap<>(counts);
        more.merge(retrier, 1, Integer::sum);
        return new Attempts(more);
    }
}
