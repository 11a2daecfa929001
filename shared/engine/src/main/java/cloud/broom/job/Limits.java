package cloud.broom.job;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much may go; every limit that is given holds.
 *
 * @param run for one run
 * @param day for all the runs of one UTC day together
 */
public record Limits(SortedMap<Measure, Limit> run, SortedMap<Measure, Limit> day) {
    /** What holds where a job says nothing. */
    public static final Limits DEFAULT = ofItems(1000);

    public static final Limits NONE = new Limits(new TreeMap<>(), new TreeMap<>());

    private static final String PER_DAY = "perDay";

    public Limits {
        run = Collections.unmodifiableSortedMap(new TreeMap<>(run));
        day = Collections.unmodifiableSortedMap(new TreeMap<>(day));
        Refused.when(
                day.containsKey(Measure.PERCENT),
                PER_DAY + "." + Measure.PERCENT.key(),
                "has no meaning: a day has no whole to take a part of");
    }

    /** How many items one run may act on. */
    public Limit items() {
        return run.getOrDefault(Measure.ITEMS, new Limit.Unlimited());
    }

    /** Only a bound on the items of one run. */
    public static Limits ofItems(long most) {
        return new Limits(new TreeMap<>(Map.of(Measure.ITEMS, Limit.of(most))), new TreeMap<>());
    }

    /** Reads a job's limits; one that says nothing of items has {@link #DEFAULT} of them. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Limits read(JsonNode node) {
        Refused.when(!node.isObject(), "", "is not an object with limits");
        SortedMap<Measure, Limit> run = new TreeMap<>(DEFAULT.run);
        run.putAll(amounts(node, PER_DAY));
        SortedMap<Measure, Limit> day = new TreeMap<>();
        if (node.has(PER_DAY)) {
            Refused.when(!node.get(PER_DAY).isObject(), PER_DAY, "is not an object with limits");
            try {
                day.putAll(amounts(node.get(PER_DAY), ""));
            } catch (Refused misfit) {
                throw misfit.within(PER_DAY);
            }
        }
        return new Limits(run, day);
    }

    /** Amounts by measure, as a limit or a threshold is written; a key that is none is refused unless it is {@code other}. */
    static Map<Measure, Limit> amounts(JsonNode node, String other) {
        Map<String, Measure> known = Stream.of(Measure.values()).collect(Collectors.toMap(Measure::key, one -> one));
        Map<Measure, Limit> amounts = new EnumMap<>(Measure.class);
        node.properties().forEach(field -> {
            String key = field.getKey();
            Measure measure = known.get(key);
            if (measure != null) {
                amounts.put(measure, measure.read(field.getValue()));
            } else {
                Refused.when(
                        !key.equals(other),
                        key,
                        "is not a known key: allowed are "
                                + Stream.concat(known.keySet().stream(), Stream.of(other))
                                        .filter(name -> !name.isEmpty())
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
            }
        });
        return amounts;
    }

    /** Amounts as {@link #amounts} reads them. */
    static ObjectNode json(Map<Measure, Limit> amounts) {
        ObjectNode node = Json.object();
        amounts.forEach((measure, limit) -> {
            if (limit instanceof Limit.AtMost some) {
                node.put(measure.key(), measure.written(some.most()));
            } else {
                node.put(measure.key(), "unlimited");
            }
        });
        return node;
    }

    @JsonValue
    ObjectNode json() {
        ObjectNode node = json(run);
        if (!day.isEmpty()) {
            node.set(PER_DAY, json(day));
        }
        return node;
    }
}
