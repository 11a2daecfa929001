package cloud.broom.it.way;

import cloud.broom.aws.Aws;
import cloud.broom.it.Template;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What a stack has that a task works with, made by API where there is nothing to deploy a template with: the table by
 * template.yaml's own properties, and no function, so that a wake finds nobody. Every name begins with {@code broom-way-}.
 */
final class MadeByApi implements AutoCloseable {
    private final String stem = "broom-way-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> environment;
    private final Aws aws;
    private final String topic;

    /** For an environment as an SDK reads it, of someone who may do everything. */
    MadeByApi(Map<String, String> environment) {
        this.environment = environment;
        this.aws = Aws.of(environment);
        table(Template.read().resource("StateTable").path("Properties"));
        aws.s3().createBucket(bucket -> bucket.bucket(records()));
        aws.s3().createBucket(bucket -> bucket.bucket(target()));
        this.topic = aws.sns().createTopic(create -> create.name(stem)).topicArn();
        aws.eventBridge().createEventBus(bus -> bus.name(stem));
    }

    Surroundings surroundings() {
        Map<String, String> function = new HashMap<>(environment);
        function.putAll(Map.of(
                "BROOM_TABLE", stem,
                "BROOM_BUCKET", records(),
                "BROOM_TOPIC", topic,
                "BROOM_BUS", stem,
                "BROOM_STACK", stem));
        return new Surroundings(
                function, function, Map.of(), environment, stem + "-function", false, target(), stem + "-missing");
    }

    /** Takes away what it has made. */
    @Override
    public void close() {
        empty(records());
        empty(target());
        aws.eventBridge().deleteEventBus(bus -> bus.name(stem));
        aws.sns().deleteTopic(delete -> delete.topicArn(topic));
        aws.dynamoDb().deleteTable(table -> table.tableName(stem));
        aws.close();
    }

    private String records() {
        return stem + "-records";
    }

    private String target() {
        return stem + "-target";
    }

    private void table(JsonNode properties) {
        aws.dynamoDb().createTable(table -> table.tableName(stem)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(each(properties.path("AttributeDefinitions"), MadeByApi::attribute))
                .keySchema(each(properties.path("KeySchema"), MadeByApi::key))
                .globalSecondaryIndexes(each(properties.path("GlobalSecondaryIndexes"), MadeByApi::index)));
        aws.dynamoDb().waiter().waitUntilTableExists(table -> table.tableName(stem));
    }

    private static AttributeDefinition attribute(JsonNode attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute.path("AttributeName").asText())
                .attributeType(attribute.path("AttributeType").asText())
                .build();
    }

    private static KeySchemaElement key(JsonNode key) {
        return KeySchemaElement.builder()
                .attributeName(key.path("AttributeName").asText())
                .keyType(key.path("KeyType").asText())
                .build();
    }

    private static GlobalSecondaryIndex index(JsonNode index) {
        JsonNode projection = index.path("Projection");
        return GlobalSecondaryIndex.builder()
                .indexName(index.path("IndexName").asText())
                .keySchema(each(index.path("KeySchema"), MadeByApi::key))
                .projection(Projection.builder()
                        .projectionType(projection.path("ProjectionType").asText())
                        .nonKeyAttributes(each(projection.path("NonKeyAttributes"), JsonNode::asText))
                        .build())
                .build();
    }

    private static <T> List<T> each(JsonNode list, Function<JsonNode, T> read) {
        return StreamSupport.stream(list.spliterator(), false).map(read).toList();
    }

    private void empty(String bucket) {
        aws.s3().listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .forEach(key ->
                        aws.s3().deleteObject(object -> object.bucket(bucket).key(key)));
        aws.s3().deleteBucket(delete -> delete.bucket(bucket));
    }
}
