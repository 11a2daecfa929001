package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.job.Slot;
import cloud.broom.notice.Notices;
import cloud.broom.notice.Posted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The notices of the state table: {@link DynamoRuns} writes them. One that is closed is kept for longer than the longest grace
 * that counts from its delivery.
 */
public final class DynamoNotices implements Notices {
    /** Of the agenda's rows so many are looked through for notices. */
    private static final int ROWS_MOST = 1000;

    private final Table table;

    public DynamoNotices(DynamoDbClient dynamo, String table) {
        this.table = new Table(dynamo, table);
    }

    @Override
    public Optional<Posted> find(String id) {
        return row(NoticeRow.pk(id)).filter(NoticeRow::waits).map(NoticeRow::posted);
    }

    @Override
    public Optional<Instant> told(String id) {
        return row(NoticeRow.pk(id))
                .flatMap(row -> Items.findText(row, "deliveredAt"))
                .map(Instant::parse);
    }

    @Override
    public void delivered(String id, Instant at) {
        close("deliveredAt", id, at, "attribute_exists(pk)");
    }

    @Override
    public void expire(String id, Instant at) {
        close("expiredAt", id, at, "attribute_exists(agenda)");
    }

    @Override
    public void postpone(String id, Instant until, String error) {
        update("postponing", id, update -> update.updateExpression(
                        "SET dueAt = :until, #error = :error ADD attempts :one")
                .conditionExpression("attribute_exists(agenda)")
                .expressionAttributeNames(Map.of("#error", "error"))
                .expressionAttributeValues(Map.of(
                        ":until", Items.millis(until),
                        ":error", text(Posted.shortened(error)),
                        ":one", Items.number(1))));
    }

    /** Notices that wait, the first to be due first; it may lag behind the last writes by moments. */
    public List<NoticeLine> waiting(int atMost) {
        return table
                .query("query of the agenda for notices", q -> q.indexName("agenda")
                        .keyConditionExpression("agenda = :due")
                        .filterExpression("kind = :kind")
                        .expressionAttributeValues(Map.of(":due", text(Items.AGENDA), ":kind", text(NoticeRow.KIND)))
                        .limit(ROWS_MOST))
                .stream()
                .limit(atMost)
                .flatMap(row -> row(Items.text(row, "pk")).filter(NoticeRow::waits).stream())
                .map(NoticeRow::line)
                .toList();
    }

    /** Notices that were delivered or expired on a day in UTC, the last first; it may lag behind the last writes by moments. */
    public List<NoticeLine> closed(LocalDate day, int atMost) {
        return table.view("query of the notices of " + day, NoticeRow.pk(day.toString()), atMost).stream()
                .flatMap(row -> row(Items.text(row, "pk")).stream())
                .map(NoticeRow::line)
                .toList();
    }

    private void close(String attribute, String id, Instant at, String condition) {
        update(attribute, id, update -> update.updateExpression(
                        "SET #at = if_not_exists(#at, :at), expiresAt = :expires,"
                                + " #status = :status, #view = if_not_exists(#view, :view),"
                                + " viewAt = if_not_exists(viewAt, :millis) REMOVE agenda, dueAt")
                .conditionExpression(condition)
                .expressionAttributeNames(Map.of("#at", attribute, "#status", "status", "#view", "view"))
                .expressionAttributeValues(Map.of(
                        ":at", text(at.toString()),
                        ":expires", Items.expiry(at, Slot.RETENTION.plusDays(30)),
                        ":status", text(attribute.equals("deliveredAt") ? "DELIVERED" : "EXPIRED"),
                        ":view", text(NoticeRow.view(at)),
                        ":millis", Items.millis(at))));
    }

    /** Updates a notice on a condition; where that does not hold, it is closed already or never was, and nothing is left to do. */
    private void update(String what, String id, Consumer<UpdateItemRequest.Builder> how) {
        table.answered(what + " of notice " + id, () -> {
            try {
                table.dynamo()
                        .updateItem(update -> how.accept(
                                update.tableName(table.name()).key(Items.key(NoticeRow.pk(id), NoticeRow.SK))));
                return true;
            } catch (ConditionalCheckFailedException closed) {
                return false;
            }
        });
    }

    private Optional<Map<String, AttributeValue>> row(String pk) {
        return table.find(pk, NoticeRow.SK);
    }
}
