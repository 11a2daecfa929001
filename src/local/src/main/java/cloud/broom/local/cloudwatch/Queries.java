package cloud.broom.local.cloudwatch;

import cloud.broom.local.wire.AwsError;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Metrics and expressions over them, by their ids, as alarms and GetMetricData name them. */
final class Queries {
    /** A metric by a statistic. */
    record Stat(MetricId metric, Duration period, String statistic) {}

    private final Map<String, Stat> stats = new LinkedHashMap<>();
    private final Map<String, Expression.Term> expressions = new LinkedHashMap<>();

    private Queries() {}

    static Queries of(JsonNode list) {
        Queries queries = new Queries();
        for (JsonNode query : list) {
            String id = query.path("Id").asText();
            if (!id.matches("[a-z][a-zA-Z0-9_]*")) {
                throw invalid("The value '" + id + "' for an Id must begin with a lower-case letter");
            }
            JsonNode stat = query.path("MetricStat");
            if (stat.isMissingNode() == query.path("Expression").isMissingNode()) {
                throw invalid("Id '" + id + "' needs one of MetricStat and Expression");
            }
            if (stat.isMissingNode()) {
                queries.expressions.put(
                        id, Expression.parse(query.path("Expression").asText()));
            } else {
                queries.stats.put(id, stat(stat.path("Metric"), stat, "Stat"));
            }
        }
        return queries;
    }

    /** One metric without an id. */
    static Queries ofOne(String id, JsonNode wish) {
        Queries queries = new Queries();
        queries.stats.put(id, stat(wish, wish, "Statistic"));
        return queries;
    }

    /** The longest period of its metrics; a minute if it has none. */
    Duration period() {
        return stats.values().stream()
                .map(Stat::period)
                .max(Duration::compareTo)
                .orElse(Duration.ofMinutes(1));
    }

    /** What an id comes to in the period that begins then. */
    Optional<Double> value(String id, Metrics metrics, Instant start) {
        Stat stat = stats.get(id);
        if (stat != null) {
            return metrics.within(stat.metric(), start, stat.period()).map(values -> values.get(stat.statistic()));
        }
        return Optional.ofNullable(expressions.get(id))
                .orElseThrow(() -> invalid("There is no metric or expression of the id '" + id + "'"))
                .apply(other -> value(other, metrics, start));
    }

    /** Beginnings of the periods in which any of its metrics has a value. */
    Set<Instant> periods(Metrics metrics, Instant from, Instant until) {
        Set<Instant> starts = new TreeSet<>();
        stats.values().forEach(stat -> starts.addAll(metrics.periods(stat.metric(), from, until, period())));
        return starts;
    }

    private static Stat stat(JsonNode metric, JsonNode how, String statistic) {
        int seconds = how.path("Period").asInt(60);
        if (seconds < 60 || seconds % 60 != 0) {
            throw AwsError.notImplemented("a period of " + seconds + " seconds: whole minutes are");
        }
        String name = how.path(statistic).asText();
        double ignored = Statistics.of(0).get(name);
        return new Stat(MetricId.of(metric), Duration.ofSeconds(seconds), name);
    }

    static AwsError invalid(String message) {
        return new AwsError(400, "ValidationError", message);
    }
}
