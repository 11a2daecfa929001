package cloud.broom.aws;

import static cloud.broom.aws.Items.key;
import static cloud.broom.aws.Items.text;

import cloud.broom.run.StoreUnavailable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The state table. Every method throws {@link StoreUnavailable}, with what was asked of it, if it does not answer. */
record Table(DynamoDbClient dynamo, String name) {
    /** One row, never a stale one. */
    Optional<Map<String, AttributeValue>> find(String pk, String sk) {
        return Optional.of(answered("read of " + pk, () -> dynamo.getItem(
                                get -> get.tableName(name).key(key(pk, sk)).consistentRead(true))
                        .item()))
                .filter(row -> !row.isEmpty());
    }

    /** The rows that one Query finds. */
    List<Map<String, AttributeValue>> query(String what, Consumer<QueryRequest.Builder> how) {
        return answered(
                what, () -> dynamo.query(q -> how.accept(q.tableName(name))).items());
    }

    /** What the index shows of the rows of a view, newest first. */
    List<Map<String, AttributeValue>> view(String what, String view, int atMost) {
        return query(what, q -> q.indexName("view")
                .keyConditionExpression("#view = :view")
                .expressionAttributeNames(Map.of("#view", "view"))
                .expressionAttributeValues(Map.of(":view", text(view)))
                .scanIndexForward(false)
                .limit(atMost));
    }

    /** Changes one row. */
    void update(String what, Consumer<UpdateItemRequest.Builder> how) {
        answered(what, () -> dynamo.updateItem(update -> how.accept(update.tableName(name))));
    }

    /** What a call of the client comes to. */
    <T> T answered(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException unanswered) {
            throw new StoreUnavailable("table " + name + ", " + what + ": " + unanswered.getMessage(), unanswered);
        }
    }
}
