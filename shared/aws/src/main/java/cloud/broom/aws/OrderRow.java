package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.plan.Digest;
import cloud.broom.run.Order;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An order as a row: in the agenda while it is open, kept as a record once it is closed. */
final class OrderRow {
    private OrderRow() {}

    static Map<String, AttributeValue> key(Order order) {
        return Items.key(RunRows.pk(order.run()), "ORDER#" + order.id());
    }

    static Map<String, AttributeValue> of(Order order) {
        Map<String, AttributeValue> row = Items.row(RunRows.pk(order.run()), "ORDER#" + order.id());
        row.put("kind", text("order"));
        row.put("function", text(order.function()));
        row.put("order", text(order.kind().name()));
        row.put("by", text(order.by()));
        order.digest().ifPresent(digest -> row.put("digest", text(digest.hex())));
        row.put("at", text(order.at().toString()));
        row.put("agenda", text(Items.AGENDA));
        row.put("dueAt", Items.millis(order.at()));
        row.put("expiresAt", Items.expiry(order.at(), Slot.RETENTION.plusDays(30)));
        return row;
    }

    static Order read(RunId run, Map<String, AttributeValue> row) {
        return new Order(
                Items.text(row, "sk").substring("ORDER#".length()),
                run,
                Items.text(row, "function"),
                Order.Kind.valueOf(Items.text(row, "order")),
                Items.text(row, "by"),
                Items.findText(row, "digest").map(Digest::new),
                Instant.parse(Items.text(row, "at")));
    }
}
