package cloud.broom.aws;

import static cloud.broom.aws.Items.key;
import static cloud.broom.aws.Items.text;

import cloud.broom.job.Slot;
import cloud.broom.run.Burial;
import cloud.broom.run.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The end of a run whose record cannot be read, written over what can be: its status, its due time, and what is told of it. */
final class BurialItems {
    private final String table;
    private final Burial burial;

    BurialItems(String table, Burial burial) {
        this.table = table;
        this.burial = burial;
    }

    List<TransactWriteItem> items() {
        List<TransactWriteItem> items = new ArrayList<>();
        Ended end = burial.end();
        items.add(TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key(RunRows.pk(burial.run()), "META"))
                        .updateExpression(
                                "SET #status = :status, reason = :reason, expiresAt = :expires REMOVE agenda, dueAt")
                        .conditionExpression("attribute_exists(agenda)")
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(Map.of(
                                ":status", text(end.status().name()),
                                ":reason", text(end.reason()),
                                ":expires", Items.expiry(end.at(), Slot.RETENTION.plusDays(30)))))
                .build());
        burial.place().ifPresent(place -> items.add(PlaceRow.write(table, place)));
        burial.opened().forEach(order -> items.add(put(OrderRow.of(order))));
        burial.news().notices().forEach(notice -> items.add(put(NoticeRow.of(notice, end.at()))));
        burial.news().health().ifPresent(health -> items.add(HealthRow.write(table, health)));
        return items;
    }

    private TransactWriteItem put(Map<String, AttributeValue> row) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(row))
                .build();
    }
}
