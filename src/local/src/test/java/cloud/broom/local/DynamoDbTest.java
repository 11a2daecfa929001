package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.local.iam.Policy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** One engine for all tests, as it takes a second to start; each test has items of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbTest {
    private static final String TABLE = "state";
    private static final String ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/state";

    private final LocalCloud cloud = LocalCloud.builder(Clock.systemUTC()).start();
    private final DynamoDbClient operator = Clients.dynamoDb(cloud.operatorEnvironment());

    @BeforeAll
    void createTable() {
        operator.createTable(CreateTableRequest.builder()
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .tags(Tag.builder().key("owner").value("team").build())
                .attributeDefinitions(
                        attribute("pk", ScalarAttributeType.S),
                        attribute("agenda", ScalarAttributeType.S),
                        attribute("dueAt", ScalarAttributeType.N))
                .keySchema(key("pk", KeyType.HASH))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("agenda")
                        .keySchema(key("agenda", KeyType.HASH), key("dueAt", KeyType.RANGE))
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                        .build())
                .build());
    }

    @AfterAll
    void close() {
        operator.close();
        cloud.close();
    }

    @Test
    void tellsTheTableByTheArnOfThisCloud() {
        assertThat(operator.describeTable(describe -> describe.tableName(TABLE))
                        .table()
                        .tableArn())
                .isEqualTo(ARN);
        assertThat(operator.describeTable(describe -> describe.tableName(ARN))
                        .table()
                        .tableName())
                .isEqualTo(TABLE);
    }

    @Test
    void anArnWithinAnItemIsData() {
        Map<String, AttributeValue> item = Map.of("pk", text("data"), "TableName", text(ARN));
        operator.putItem(put -> put.tableName(ARN).item(item));

        assertThat(operator.getItem(get -> get.tableName(TABLE).key(Map.of("pk", text("data"))))
                        .item())
                .isEqualTo(item);
    }

    @Test
    void aConditionalPutHoldsOnce() {
        Map<String, AttributeValue> item = Map.of("pk", text("once"));
        operator.putItem(put -> put.tableName(TABLE).item(item).conditionExpression("attribute_not_exists(pk)"));

        assertThatThrownBy(() -> operator.putItem(
                        put -> put.tableName(TABLE).item(item).conditionExpression("attribute_not_exists(pk)")))
                .isInstanceOf(ConditionalCheckFailedException.class);
    }

    @Test
    void aTransactionHappensWholeOrNotAtAll() {
        operator.putItem(put -> put.tableName(TABLE).item(Map.of("pk", text("taken"))));

        assertThatThrownBy(() -> operator.transactWriteItems(all -> all.transactItems(
                        put("fresh", "attribute_not_exists(pk)"), put("taken", "attribute_not_exists(pk)"))))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class, cancelled -> assertThat(cancelled.cancellationReasons())
                                .extracting(reason -> reason.code())
                                .containsExactly("None", "ConditionalCheckFailed"));
        assertThat(operator.getItem(get -> get.tableName(TABLE).key(Map.of("pk", text("fresh"))))
                        .hasItem())
                .isFalse();
    }

    @Test
    void queriesAnIndexInItsOrder() {
        for (int due : new int[] {30, 10, 20}) {
            operator.putItem(put -> put.tableName(TABLE)
                    .item(Map.of(
                            "pk", text("due" + due),
                            "agenda", text("DUE"),
                            "dueAt", AttributeValue.fromN(String.valueOf(due)))));
        }

        assertThat(operator.query(query -> query.tableName(TABLE)
                                .indexName("agenda")
                                .keyConditionExpression("agenda = :due and dueAt <= :now")
                                .expressionAttributeValues(
                                        Map.of(":due", text("DUE"), ":now", AttributeValue.fromN("20"))))
                        .items())
                .extracting(item -> item.getOrDefault("pk", text("")).s())
                .containsExactly("due10", "due20");
    }

    @Test
    void keepsRecoveryAndTagsWhichTheEngineLacks() {
        operator.updateContinuousBackups(update -> update.tableName(TABLE)
                .pointInTimeRecoverySpecification(with -> with.pointInTimeRecoveryEnabled(true)));

        assertThat(operator.describeContinuousBackups(describe -> describe.tableName(TABLE))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus())
                .isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(operator.listTagsOfResource(list -> list.resourceArn(ARN)).tags())
                .containsExactly(Tag.builder().key("owner").value("team").build());
        assertThatThrownBy(() -> operator.describeContinuousBackups(describe -> describe.tableName("nothing")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void anIndexNeedsARightOfItsOwn() {
        try (DynamoDbClient function = as("IndexRole", "dynamodb:Query", ARN)) {
            function.query(query -> query.tableName(TABLE)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", text("any"))));

            denied(
                    "dynamodb:Query on resource: " + ARN + "/index/agenda",
                    () -> function.query(query -> query.tableName(TABLE)
                            .indexName("agenda")
                            .keyConditionExpression("agenda = :due")
                            .expressionAttributeValues(Map.of(":due", text("DUE")))));
        }
    }

    @Test
    void aTransactionNeedsTheRightOfEachOfItsItems() {
        try (DynamoDbClient function = as("PutRole", "dynamodb:PutItem", ARN)) {
            function.transactWriteItems(all -> all.transactItems(put("allowed", "attribute_not_exists(pk)")));

            denied(
                    "dynamodb:DeleteItem on resource: " + ARN,
                    () -> function.transactWriteItems(all -> all.transactItems(
                            put("second", "attribute_not_exists(pk)"),
                            TransactWriteItem.builder()
                                    .delete(delete -> delete.tableName(TABLE).key(Map.of("pk", text("allowed"))))
                                    .build())));
            assertThat(operator.getItem(get -> get.tableName(TABLE).key(Map.of("pk", text("second"))))
                            .hasItem())
                    .isFalse();
        }
    }

    @Test
    void refusesWhatItDoesNotModel() {
        assertThatThrownBy(() ->
                        operator.executeStatement(execute -> execute.statement("SELECT * FROM state WHERE pk = 'a'")))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("NotImplemented"));
    }

    private DynamoDbClient as(String role, String action, String resource) {
        cloud.roles()
                .put(
                        role,
                        List.of(Policy.parse(
                                """
                                        {"Statement": {"Effect": "Allow", "Action": "%s", "Resource": "%s"}}
                                        """
                                        .formatted(action, resource))));
        return Clients.dynamoDb(cloud.environmentFor(role, "sweep"));
    }

    private static void denied(String what, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(DynamoDbException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(error.awsErrorDetails().errorMessage()).contains(what);
        });
    }

    private static TransactWriteItem put(String pk, String condition) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE).item(Map.of("pk", text(pk))).conditionExpression(condition))
                .build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
