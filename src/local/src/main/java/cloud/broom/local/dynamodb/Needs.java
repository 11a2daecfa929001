package cloud.broom.local.dynamodb;

import cloud.broom.local.iam.Permission;
import cloud.broom.local.wire.AwsError;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What IAM asks of each operation ("Actions, resources, and condition keys for Amazon DynamoDB"): a query of an index
 * needs the index, a transaction needs the action of each of its items.
 */
record Needs(String arnPrefix) {
    private static final Set<String> OF_NO_TABLE = Set.of("ListTables", "DescribeLimits");
    private static final Map<String, String> TRANSACTED = Map.of(
            "Put", "PutItem",
            "Update", "UpdateItem",
            "Delete", "DeleteItem",
            "ConditionCheck", "ConditionCheckItem",
            "Get", "GetItem");

    List<Permission> of(String operation, JsonNode input) {
        if (OF_NO_TABLE.contains(operation)) {
            return List.of(Permission.of("dynamodb:" + operation, "*"));
        }
        if (operation.startsWith("Transact")) {
            return StreamSupport.stream(input.path("TransactItems").spliterator(), false)
                    .flatMap(item -> item.properties().stream())
                    .map(item -> permission(transacted(item.getKey()), named(item.getValue(), "TableName"), ""))
                    .distinct()
                    .toList();
        }
        if (operation.startsWith("Batch")) {
            return input.path("RequestItems").properties().stream()
                    .map(table -> permission(operation, table.getKey(), ""))
                    .toList();
        }
        String table = input.has("ResourceArn") ? named(input, "ResourceArn") : named(input, "TableName");
        Permission needed = permission(operation, table, input.path("IndexName").asText());
        return operation.equals("CreateTable") && input.has("Tags")
                ? List.of(needed, permission("TagResource", table, ""))
                : List.of(needed);
    }

    private Permission permission(String action, String table, String index) {
        String arn = table.startsWith("arn:") ? table : arnPrefix + "table/" + table;
        return Permission.of("dynamodb:" + action, index.isEmpty() ? arn : arn + "/index/" + index);
    }

    private static String transacted(String item) {
        String action = TRANSACTED.get(item);
        if (action == null) {
            throw new AwsError(
                    400,
                    "ValidationException",
                    "An item of a transaction is none of " + TRANSACTED.keySet() + ": " + item);
        }
        return action;
    }

    private static String named(JsonNode input, String member) {
        String name = input.path(member).asText();
        if (name.isEmpty()) {
            throw new AwsError(
                    400,
                    "ValidationException",
                    "Value null at '" + member + "' failed to satisfy constraint: " + "Member must not be null");
        }
        return name;
    }
}
