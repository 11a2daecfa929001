package cloud.broom.local.cloudwatch;

import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** An alarm's change of state, as CloudWatch tells it to SNS topics and to the default event bus. */
record Change(Account account, Alarm alarm, State before, State after) {
    private static final int SUBJECT_MOST = 100;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Messages name the region by its long name; those not listed here by their id. */
    private static final Map<String, String> REGIONS = Map.of(
            "us-east-1", "US East (N. Virginia)",
            "us-east-2", "US East (Ohio)",
            "us-west-2", "US West (Oregon)",
            "eu-central-1", "EU (Frankfurt)",
            "eu-west-1", "EU (Ireland)");

    /** {@code ALARM: "name" in US East (N. Virginia)}. */
    String subject() {
        String subject = after.value() + ": \"" + alarm.name() + "\" in " + region();
        return subject.substring(0, Math.min(subject.length(), SUBJECT_MOST));
    }

    /** The message that a topic gets. */
    String message() {
        JsonNode wish = alarm.wish();
        ObjectNode message = Json.object()
                .put("AlarmName", alarm.name())
                .put("AlarmDescription", wish.path("AlarmDescription").asText())
                .put("AWSAccountId", account.id())
                .put("AlarmConfigurationUpdatedTimestamp", TIME.format(alarm.created()))
                .put("NewStateValue", after.value().name())
                .put("NewStateReason", after.reason())
                .put("StateChangeTime", TIME.format(after.since()))
                .put("Region", region())
                .put("AlarmArn", alarm.arn())
                .put("OldStateValue", before.value().name());
        list(message.putArray("OKActions"), wish.path("OKActions"));
        list(message.putArray("AlarmActions"), wish.path("AlarmActions"));
        list(message.putArray("InsufficientDataActions"), wish.path("InsufficientDataActions"));
        message.set("Trigger", trigger(wish));
        return Json.write(message);
    }

    /** The detail of the event {@code CloudWatch Alarm State Change}. */
    JsonNode detail() {
        ObjectNode detail = Json.object().put("alarmName", alarm.name());
        ObjectNode configuration = detail.putObject("configuration");
        configuration.put("description", alarm.wish().path("AlarmDescription").asText());
        configuration.set("metrics", metrics());
        detail.set("previousState", state(before));
        detail.set("state", state(after));
        return detail;
    }

    private ObjectNode trigger(JsonNode wish) {
        ObjectNode trigger = Json.object();
        if (wish.path("Metrics").isEmpty()) {
            trigger.put("MetricName", wish.path("MetricName").asText())
                    .put("Namespace", wish.path("Namespace").asText())
                    .put("StatisticType", "Statistic")
                    .put("Statistic", wish.path("Statistic").asText().toUpperCase(Locale.ROOT))
                    .putNull("Unit");
            trigger.set("Dimensions", lowerCase(wish.path("Dimensions")));
        }
        trigger.put("Period", alarm.period().toSeconds())
                .put("EvaluationPeriods", alarm.evaluationPeriods())
                .put("DatapointsToAlarm", alarm.datapointsToAlarm())
                .put("ComparisonOperator", alarm.comparison())
                .put("Threshold", alarm.threshold())
                .put("TreatMissingData", alarm.missing())
                .put("EvaluateLowSampleCountPercentile", "");
        if (!wish.path("Metrics").isEmpty()) {
            ArrayNode list = trigger.putArray("Metrics");
            for (JsonNode query : wish.path("Metrics")) {
                ObjectNode copy = query.deepCopy();
                if (copy.path("MetricStat").path("Metric") instanceof ObjectNode metric) {
                    metric.set("Dimensions", lowerCase(metric.path("Dimensions")));
                }
                list.add(copy);
            }
        }
        return trigger;
    }

    private ArrayNode metrics() {
        ArrayNode list = Json.object().putArray("metrics");
        JsonNode wish = alarm.wish();
        if (wish.path("Metrics").isEmpty()) {
            stat(list.addObject().put("id", "m1").put("returnData", true), wish, wish, "Statistic");
        }
        for (JsonNode query : wish.path("Metrics")) {
            ObjectNode metric = list.addObject()
                    .put("id", query.path("Id").asText())
                    .put("returnData", query.path("ReturnData").asBoolean(true));
            JsonNode stat = query.path("MetricStat");
            if (stat.isMissingNode()) {
                metric.put("expression", query.path("Expression").asText())
                        .put("label", query.path("Label").asText());
            } else {
                stat(metric, stat.path("Metric"), stat, "Stat");
            }
        }
        return list;
    }

    private static void stat(ObjectNode into, JsonNode metric, JsonNode how, String statistic) {
        ObjectNode stat = into.putObject("metricStat");
        ObjectNode named = stat.putObject("metric")
                .put("namespace", metric.path("Namespace").asText())
                .put("name", metric.path("MetricName").asText());
        ObjectNode dimensions = named.putObject("dimensions");
        metric.path("Dimensions")
                .forEach(dimension -> dimensions.put(
                        dimension.path("Name").asText(), dimension.path("Value").asText()));
        stat.put("period", how.path("Period").asInt(60))
                .put("stat", how.path(statistic).asText());
    }

    private static ObjectNode state(State state) {
        return Json.object()
                .put("value", state.value().name())
                .put("reason", state.reason())
                .put("reasonData", state.data())
                .put("timestamp", TIME.format(state.since()));
    }

    private static ArrayNode lowerCase(JsonNode dimensions) {
        ArrayNode list = Json.object().putArray("dimensions");
        dimensions.forEach(dimension -> list.addObject()
                .put("value", dimension.path("Value").asText())
                .put("name", dimension.path("Name").asText()));
        return list;
    }

    private static void list(ArrayNode into, JsonNode values) {
        values.forEach(into::add);
    }

    private String region() {
        return REGIONS.getOrDefault(account.region(), account.region());
    }
}
