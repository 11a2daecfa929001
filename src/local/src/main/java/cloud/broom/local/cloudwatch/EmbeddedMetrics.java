package cloud.broom.local.cloudwatch;

import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Metrics that a log line carries.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
 *     embedded metric format</a>
 */
public record EmbeddedMetrics(Metrics metrics) {
    /** Takes the metrics out of a line that has any; every other line is none of its business. */
    public void read(String line) {
        if (!line.startsWith("{") || !line.contains("\"CloudWatchMetrics\"")) {
            return;
        }
        try {
            JsonNode tree = Json.read(line);
            Instant at =
                    Instant.ofEpochMilli(tree.path("_aws").path("Timestamp").asLong());
            tree.path("_aws").path("CloudWatchMetrics").forEach(directive -> directive
                    .path("Dimensions")
                    .forEach(names -> count(tree, directive, dimensions(tree, names), at)));
        } catch (JsonProcessingException notJson) {
            return; // as CloudWatch does: the line stays a line
        }
    }

    private void count(JsonNode tree, JsonNode directive, Map<String, String> dimensions, Instant at) {
        for (JsonNode metric : directive.path("Metrics")) {
            String name = metric.path("Name").asText();
            MetricId id = new MetricId(directive.path("Namespace").asText(), name, dimensions);
            JsonNode value = tree.path(name);
            if (value.isNumber()) {
                metrics.put(id, at, value.asDouble());
            }
            value.forEach(one -> metrics.put(id, at, one.asDouble()));
        }
    }

    private static Map<String, String> dimensions(JsonNode tree, JsonNode names) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        names.forEach(
                name -> dimensions.put(name.asText(), tree.path(name.asText()).asText()));
        return dimensions;
    }
}
