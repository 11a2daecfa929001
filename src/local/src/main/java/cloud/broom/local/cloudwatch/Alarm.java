package cloud.broom.local.cloudwatch;

import cloud.broom.local.wire.AwsError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * An alarm as it was asked for, found valid.
 *
 * @param wish the members of PutMetricAlarm
 * @param returned the id in {@code queries} that is compared with the threshold
 */
record Alarm(String name, String arn, ObjectNode wish, Queries queries, String returned, Instant created) {
    /** Comparison operators with the words of a reason. */
    private static final Map<String, String> COMPARISONS = Map.of(
            "GreaterThanOrEqualToThreshold", "greater than or equal to",
            "GreaterThanThreshold", "greater than",
            "LessThanThreshold", "less than",
            "LessThanOrEqualToThreshold", "less than or equal to");

    private static final Set<String> MISSING = Set.of("missing", "ignore", "breaching", "notBreaching");
    private static final Set<String> KNOWN = Set.of(
            "AlarmName",
            "AlarmDescription",
            "ActionsEnabled",
            "OKActions",
            "AlarmActions",
            "InsufficientDataActions",
            "MetricName",
            "Namespace",
            "Statistic",
            "Dimensions",
            "Period",
            "Unit",
            "EvaluationPeriods",
            "DatapointsToAlarm",
            "Threshold",
            "ComparisonOperator",
            "TreatMissingData",
            "Metrics",
            "Tags");

    /**
     * Checks a wish.
     *
     * @throws AwsError 400 ValidationError, as CloudWatch refuses it; 501 for what is not modelled
     */
    static Alarm of(String arn, ObjectNode wish, Instant now) {
        wish.fieldNames().forEachRemaining(member -> {
            if (!KNOWN.contains(member)) {
                throw AwsError.notImplemented(member + " of an alarm");
            }
        });
        settle(wish);
        JsonNode list = wish.path("Metrics");
        boolean math = !list.isEmpty();
        Queries queries = math ? Queries.of(list) : Queries.ofOne("m1", wish);
        Alarm alarm = new Alarm(wish.path("AlarmName").asText(), arn, wish, queries, math ? returned(list) : "m1", now);
        alarm.check();
        return alarm;
    }

    private void check() {
        require(!name.isEmpty() && name.length() <= 255, "AlarmName", name);
        require(COMPARISONS.containsKey(comparison()), "ComparisonOperator", comparison());
        require(MISSING.contains(missing()), "TreatMissingData", missing());
        require(evaluationPeriods() >= 1, "EvaluationPeriods", "" + evaluationPeriods());
        require(
                datapointsToAlarm() >= 1 && datapointsToAlarm() <= evaluationPeriods(),
                "DatapointsToAlarm",
                "" + datapointsToAlarm());
        require(wish.path("Threshold").asText().matches("-?[0-9].*"), "Threshold", "");
        long window = period().toSeconds() * evaluationPeriods();
        require(window <= (period().toSeconds() < 3600 ? 86_400 : 604_800), "EvaluationPeriods", window + " s in all");
        for (StateValue state : StateValue.values()) {
            for (String action : actions(state)) {
                if (!action.startsWith("arn:aws:sns:")) {
                    throw AwsError.notImplemented("the alarm action " + action);
                }
            }
        }
    }

    Duration period() {
        return queries.period();
    }

    int evaluationPeriods() {
        return wish.path("EvaluationPeriods").asInt();
    }

    int datapointsToAlarm() {
        return wish.path("DatapointsToAlarm").asInt(evaluationPeriods());
    }

    double threshold() {
        return wish.path("Threshold").asDouble();
    }

    String comparison() {
        return wish.path("ComparisonOperator").asText();
    }

    String comparisonWords() {
        return COMPARISONS.getOrDefault(comparison(), comparison());
    }

    String missing() {
        return wish.path("TreatMissingData").asText("missing");
    }

    boolean actionsEnabled() {
        return wish.path("ActionsEnabled").asBoolean(true);
    }

    boolean breaches(double value) {
        return switch (comparison()) {
            case "GreaterThanThreshold" -> value > threshold();
            case "GreaterThanOrEqualToThreshold" -> value >= threshold();
            case "LessThanThreshold" -> value < threshold();
            default -> value <= threshold();
        };
    }

    /** ARNs of whom it tells on coming into a state. */
    List<String> actions(StateValue state) {
        String member =
                switch (state) {
                    case OK -> "OKActions";
                    case ALARM -> "AlarmActions";
                    case INSUFFICIENT_DATA -> "InsufficientDataActions";
                };
        List<String> actions = new ArrayList<>();
        wish.path(member).forEach(action -> actions.add(action.asText()));
        return actions;
    }

    Alarm enabled(boolean on) {
        return new Alarm(name, arn, wish.deepCopy().put("ActionsEnabled", on), queries, returned, created);
    }

    /** Forms and templates write numbers as texts; an answer has them as numbers. */
    private static void settle(ObjectNode wish) {
        for (String member : List.of("Period", "EvaluationPeriods", "DatapointsToAlarm")) {
            if (wish.has(member)) {
                wish.put(member, wish.path(member).asInt());
            }
        }
        if (wish.path("Threshold").asText().matches("-?[0-9].*")) {
            wish.put("Threshold", wish.path("Threshold").asDouble());
        }
        if (wish.has("ActionsEnabled")) {
            wish.put("ActionsEnabled", wish.path("ActionsEnabled").asBoolean(true));
        }
        for (JsonNode query : wish.path("Metrics")) {
            if (query instanceof ObjectNode tree && tree.has("ReturnData")) {
                tree.put("ReturnData", tree.path("ReturnData").asBoolean(true));
            }
            if (query.path("MetricStat") instanceof ObjectNode stat) {
                stat.put("Period", stat.path("Period").asInt());
            }
        }
    }

    private static String returned(JsonNode list) {
        List<String> returned = StreamSupport.stream(list.spliterator(), false)
                .filter(query -> query.path("ReturnData").asBoolean(true))
                .map(query -> query.path("Id").asText())
                .toList();
        if (returned.size() != 1) {
            throw Queries.invalid("Exactly one element of the metrics list should return data, there are " + returned);
        }
        return returned.get(0);
    }

    private static void require(boolean valid, String member, String value) {
        if (!valid) {
            throw Queries.invalid("The value '" + value + "' for parameter " + member + " is not supported.");
        }
    }
}
