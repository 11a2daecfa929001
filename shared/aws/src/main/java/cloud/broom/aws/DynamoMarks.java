package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.fact.Mark;
import cloud.broom.fact.Marks;
import cloud.broom.job.JobName;
import cloud.broom.json.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Marks in the one DynamoDB table of the stack, a row each. Time-to-live tidies them; whether anything is due it never decides. */
public final class DynamoMarks implements Marks {
    /** What one transaction takes (amazondynamodb/latest/APIReference/API_TransactWriteItems.html). */
    private static final int AT_ONCE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(DynamoMarks.class);

    private final Table table;

    public DynamoMarks(DynamoDbClient dynamo, String table) {
        this.table = new Table(dynamo, table);
    }

    @Override
    public List<Mark> of(JobName job) {
        return table
                .answered("read of the marks of " + job, () -> table
                        .dynamo()
                        .queryPaginator(query -> query.tableName(table.name())
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(Map.of(":pk", text(MarkRow.pk(job))))
                                .consistentRead(true))
                        .items()
                        .stream()
                        .toList())
                .stream()
                .flatMap(row -> readable(row).stream())
                .toList();
    }

    @Override
    public void put(JobName job, Collection<Mark> marks) {
        write(
                "write of marks of " + job,
                marks.stream()
                        .map(mark -> TransactWriteItem.builder()
                                .put(put -> put.tableName(table.name()).item(MarkRow.of(job, mark)))
                                .build())
                        .toList());
    }

    @Override
    public void remove(JobName job, Collection<String> resources) {
        write(
                "removal of marks of " + job,
                resources.stream()
                        .map(resource -> TransactWriteItem.builder()
                                .delete(delete -> delete.tableName(table.name()).key(MarkRow.key(job, resource)))
                                .build())
                        .toList());
    }

    /** In transactions, since a batch may leave some out and want them sent again. */
    private void write(String what, List<TransactWriteItem> items) {
        List<TransactWriteItem> left = new ArrayList<>(items);
        while (!left.isEmpty()) {
            List<TransactWriteItem> now = left.subList(0, Math.min(AT_ONCE, left.size()));
            table.answered(what, () -> table.dynamo().transactWriteItems(write -> write.transactItems(now)));
            now.clear();
        }
    }

    private static Optional<Mark> readable(Map<String, AttributeValue> row) {
        try {
            return Optional.of(MarkRow.read(row));
        } catch (IllegalStateException | Refused unreadable) {
            LOG.warn("a mark cannot be read ({}): it is as if it were not there", unreadable.getMessage());
            return Optional.empty();
        }
    }
}
