package cloud.broom.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Which metric: another dimension, or another value of one, is another metric. */
public record MetricId(String namespace, String name, Map<String, String> dimensions) {
    public MetricId {
        dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
    }

    /** From {@code Namespace}, {@code MetricName} and {@code Dimensions}. */
    static MetricId of(JsonNode wish) {
        return of(wish.path("Namespace").asText(), wish);
    }

    /** From {@code MetricName} and {@code Dimensions}. */
    static MetricId of(String namespace, JsonNode wish) {
        Map<String, String> dimensions = new TreeMap<>();
        wish.path("Dimensions")
                .forEach(dimension -> dimensions.put(
                        dimension.path("Name").asText(), dimension.path("Value").asText()));
        return new MetricId(namespace, wish.path("MetricName").asText(), dimensions);
    }

    /** Adds the three members to an answer. */
    ObjectNode writeTo(ObjectNode tree) {
        tree.put("Namespace", namespace).put("MetricName", name);
        ArrayNode list = tree.putArray("Dimensions");
        dimensions.forEach((key, value) -> list.addObject().put("Name", key).put("Value", value));
        return tree;
    }
}
