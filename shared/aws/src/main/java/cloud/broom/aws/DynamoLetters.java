package cloud.broom.aws;

import static cloud.broom.aws.Items.key;
import static cloud.broom.aws.Items.text;

import cloud.broom.run.StoreUnavailable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Calls that were given up, for people: {@link DynamoRuns} keeps them. Every method throws {@link StoreUnavailable}. */
public final class DynamoLetters {
    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoLetters(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** The last of them, newest first; one that was just kept may be lacking for moments. */
    public List<LetterLine> recent(int atMost) {
        return answered(() -> dynamo
                .query(q -> q.tableName(table)
                        .indexName("view")
                        .keyConditionExpression("#view = :letters")
                        .expressionAttributeNames(Map.of("#view", "view"))
                        .expressionAttributeValues(Map.of(":letters", text(LetterRow.VIEW)))
                        .scanIndexForward(false)
                        .limit(atMost))
                .items()
                .stream()
                .map(row -> new LetterLine(
                        LetterRow.id(row),
                        Items.findText(row, "job").orElse(""),
                        Items.findText(row, "reason").orElse(""),
                        LetterRow.isRedriven(row),
                        Items.instant(row, "viewAt")))
                .toList());
    }

    /** Notes that it was sent again; whether it is there. */
    public boolean redriven(String id) {
        return answered(() -> {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(key(LetterRow.pk(id), "V"))
                    .updateExpression("SET #status = :redriven")
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(Map.of(":redriven", LetterRow.redriven())));
            return true;
        });
    }

    private <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException unanswered) {
            throw new StoreUnavailable("table " + table + ", letters: " + unanswered.getMessage(), unanswered);
        }
    }
}
