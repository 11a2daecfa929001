package cloud.broom.local.cloudwatch;

import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Values of metrics, as the operations that read them answer. */
final class Answers {
    private final Metrics metrics;

    Answers(Metrics metrics) {
        this.metrics = metrics;
    }

    /** GetMetricData. */
    ObjectNode data(JsonNode input) {
        Queries queries = Queries.of(input.path("MetricDataQueries"));
        Instant from = Metrics.floor(instant(input.path("StartTime")), queries.period());
        List<Instant> starts = new ArrayList<>(queries.periods(metrics, from, instant(input.path("EndTime"))));
        if (!input.path("ScanBy").asText().equals("TimestampAscending")) {
            Collections.reverse(starts);
        }
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("MetricDataResults");
        for (JsonNode query : input.path("MetricDataQueries")) {
            if (query.path("ReturnData").asBoolean(true)) {
                result(results.addObject(), query, queries, starts);
            }
        }
        answer.putArray("Messages");
        return answer;
    }

    /** GetMetricStatistics. */
    ObjectNode statistics(JsonNode input) {
        MetricId metric = MetricId.of(input);
        Duration period = Duration.ofSeconds(input.path("Period").asLong());
        ObjectNode answer = Json.object().put("Label", metric.name());
        ArrayNode datapoints = answer.putArray("Datapoints");
        Instant from = Metrics.floor(instant(input.path("StartTime")), period);
        for (Instant start : metrics.periods(metric, from, instant(input.path("EndTime")), period)) {
            metrics.within(metric, start, period).ifPresent(values -> {
                ObjectNode datapoint = datapoints.addObject().putPOJO("Timestamp", start);
                input.path("Statistics").forEach(name -> datapoint.put(name.asText(), values.get(name.asText())));
            });
        }
        return answer;
    }

    /** PutMetricData. */
    void put(JsonNode input, Instant now) {
        for (JsonNode datum : input.path("MetricData")) {
            MetricId metric = MetricId.of(input.path("Namespace").asText(), datum);
            Instant at = datum.has("Timestamp") ? instant(datum.path("Timestamp")) : now;
            JsonNode set = datum.path("StatisticValues");
            if (!set.isMissingNode()) {
                metrics.put(
                        metric,
                        at,
                        new Statistics(
                                set.path("SampleCount").asDouble(),
                                set.path("Sum").asDouble(),
                                set.path("Minimum").asDouble(),
                                set.path("Maximum").asDouble()));
            }
            for (int i = 0; i < datum.path("Values").size(); i++) {
                double often = datum.path("Counts").path(i).asDouble(1);
                metrics.put(
                        metric,
                        at,
                        Statistics.of(datum.path("Values").path(i).asDouble()).times(often));
            }
            if (datum.has("Value")) {
                metrics.put(metric, at, datum.path("Value").asDouble());
            }
        }
    }

    private void result(ObjectNode result, JsonNode query, Queries queries, List<Instant> starts) {
        String id = query.path("Id").asText();
        result.put("Id", id).put("Label", query.path("Label").asText(id)).put("StatusCode", "Complete");
        ArrayNode timestamps = result.putArray("Timestamps");
        ArrayNode values = result.putArray("Values");
        for (Instant start : starts) {
            queries.value(id, metrics, start).ifPresent(value -> {
                timestamps.addPOJO(start);
                values.add(value);
            });
        }
    }

    /** Seconds in JSON, a text in a form. */
    private static Instant instant(JsonNode time) {
        try {
            return time.isTextual()
                    ? Instant.parse(time.asText())
                    : Instant.ofEpochMilli((long) (time.asDouble() * 1000));
        } catch (DateTimeParseException e) {
            throw Queries.invalid("not a time: " + time.asText());
        }
    }
}
