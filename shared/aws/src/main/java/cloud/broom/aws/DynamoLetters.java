package cloud.broom.aws;

import static cloud.broom.aws.Items.key;

import cloud.broom.run.StoreUnavailable;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Calls that were given up, for people: {@link DynamoRuns} keeps them. Every method throws {@link StoreUnavailable}. */
public final class DynamoLetters {
    private final Table table;

    public DynamoLetters(DynamoDbClient dynamo, String table) {
        this.table = new Table(dynamo, table);
    }

    /** The last of them, newest first; one that was just kept may be lacking for moments. */
    public List<LetterLine> recent(int atMost) {
        return table.view("query of the letters", LetterRow.VIEW, atMost).stream()
                .map(row -> new LetterLine(
                        LetterRow.id(row),
                        Items.findText(row, "job").orElse(""),
                        Items.findText(row, "reason").orElse(""),
                        LetterRow.isRedriven(row),
                        Items.instant(row, "viewAt")))
                .toList();
    }

    /** Notes that it was sent again. */
    public void redriven(String id) {
        table.update("note on letter " + id, update -> update.key(key(LetterRow.pk(id), "V"))
                .updateExpression("SET #status = :redriven")
                .conditionExpression("attribute_exists(pk)")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(Map.of(":redriven", LetterRow.redriven())));
    }
}
