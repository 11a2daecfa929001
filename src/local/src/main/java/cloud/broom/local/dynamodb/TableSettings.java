package cloud.broom.local.dynamodb;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import cloud.broom.local.wire.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Settings of tables that DynamoDB Local has not: tags, and whether point-in-time recovery is on. */
final class TableSettings {
    static final Set<String> OPERATIONS = Set.of(
            "DescribeContinuousBackups",
            "UpdateContinuousBackups",
            "TagResource",
            "UntagResource",
            "ListTagsOfResource");

    private final String arnPrefix;
    private final Set<String> recoverable = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

    TableSettings(String arnPrefix) {
        this.arnPrefix = arnPrefix;
    }

    /** The table an input is about, by name or by ARN. */
    String table(JsonNode input) {
        String named = input.path("ResourceArn").asText(input.path("TableName").asText());
        return named.startsWith(arnPrefix + "table/") ? named.substring(arnPrefix.length() + "table/".length()) : named;
    }

    /** A new table has nothing of one that had its name before. */
    void created(String table, JsonNode withTags) {
        recoverable.remove(table);
        tags.remove(table);
        add(table, withTags);
    }

    Reply answer(String operation, JsonNode input) {
        String table = table(input);
        return Reply.json(
                200,
                switch (operation) {
                    case "DescribeContinuousBackups" -> backups(table);
                    case "UpdateContinuousBackups" -> update(table, input.path("PointInTimeRecoverySpecification"));
                    case "TagResource" -> add(table, input.path("Tags"));
                    case "UntagResource" -> remove(table, input.path("TagKeys"));
                    case "ListTagsOfResource" -> list(table);
                    default -> throw AwsError.notImplemented("DynamoDb." + operation);
                });
    }

    private ObjectNode update(String table, JsonNode specification) {
        if (specification.path("PointInTimeRecoveryEnabled").asBoolean()) {
            recoverable.add(table);
        } else {
            recoverable.remove(table);
        }
        return backups(table);
    }

    private ObjectNode backups(String table) {
        ObjectNode answer = Json.object();
        answer.putObject("ContinuousBackupsDescription")
                .put("ContinuousBackupsStatus", "ENABLED")
                .putObject("PointInTimeRecoveryDescription")
                .put("PointInTimeRecoveryStatus", recoverable.contains(table) ? "ENABLED" : "DISABLED");
        return answer;
    }

    private ObjectNode add(String table, JsonNode more) {
        Map<String, String> have = tags.computeIfAbsent(table, any -> new ConcurrentSkipListMap<>());
        more.forEach(tag -> have.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return Json.object();
    }

    private ObjectNode remove(String table, JsonNode keys) {
        Map<String, String> have = tags.computeIfAbsent(table, any -> new ConcurrentSkipListMap<>());
        keys.forEach(key -> have.remove(key.asText()));
        return Json.object();
    }

    private ObjectNode list(String table) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Tags");
        tags.getOrDefault(table, Map.of())
                .forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return answer;
    }
}
