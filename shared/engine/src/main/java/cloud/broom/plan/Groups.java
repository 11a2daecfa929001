package cloud.broom.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where most of what was found lies: a bounded count by group, by Space-Saving (Metwally, Agrawal, El Abbadi, ICDT 2005). Exact
 * while there are no more groups than counters; after that each group with more than a sixteenth of all is among them, and no count
 * is below the truth.
 *
 * @param counts by group; in the order of the groups' names, so that one content has one text
 */
public record Groups(@JsonValue Map<String, Long> counts) {
    public static final Groups NONE = new Groups(Map.of());

    /** How many groups are counted at most. */
    public static final int COUNTERS = 16;

    private static final int NAME_CHARS = 100;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Groups {
        if (counts.size() > COUNTERS) {
            throw new IllegalArgumentException("more than " + COUNTERS + " counters: " + counts.size());
        }
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** Of some things, each by the name of its group. */
    public static Groups of(List<String> names) {
        Map<String, Long> exact =
                names.stream().collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        return NONE.plus(exact);
    }

    /** With so many more in a group; an empty name is no group. */
    public Groups plus(String group, long more) {
        if (group.isEmpty() || more == 0) {
            return this;
        }
        String name = group.length() > NAME_CHARS ? group.substring(0, NAME_CHARS) + "..." : group;
        Map<String, Long> next = new TreeMap<>(counts);
        long evicted = 0;
        if (!next.containsKey(name) && next.size() == COUNTERS) {
            Map.Entry<String, Long> least = Collections.min(next.entrySet(), Map.Entry.comparingByValue());
            next.remove(least.getKey());
            evicted = least.getValue();
        }
        next.merge(name, more + evicted, Long::sum);
        return new Groups(next);
    }

    /** With all that others have counted, the largest first. */
    public Groups plus(Groups more) {
        return plus(more.counts);
    }

    /** Largest first. */
    @JsonIgnore
    public List<Map.Entry<String, Long>> largest() {
        return largest(counts);
    }

    /** Whether every group there was has a counter, so that one without was not there. */
    @JsonIgnore
    public boolean exact() {
        return counts.size() < COUNTERS;
    }

    private Groups plus(Map<String, Long> more) {
        Groups all = this;
        for (Map.Entry<String, Long> one : largest(more)) {
            all = all.plus(one.getKey(), one.getValue());
        }
        return all;
    }

    private static List<Map.Entry<String, Long>> largest(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }
}
