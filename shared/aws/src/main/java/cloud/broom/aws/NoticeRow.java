package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.Outbox;
import cloud.broom.json.Json;
import cloud.broom.notice.Notice;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A notice as a row: in the agenda until it is delivered. */
final class NoticeRow {
    private NoticeRow() {}

    static Map<String, AttributeValue> of(Notice notice, Instant written) {
        Map<String, AttributeValue> row = Items.row("OUTBOX#" + notice.id(), "V");
        row.put("kind", text("notice"));
        row.put("notice", text(Json.write(notice)));
        row.put("writtenAt", text(written.toString()));
        row.put("agenda", text(Items.AGENDA));
        row.put("dueAt", Items.millis(written.plus(Outbox.GRACE)));
        return row;
    }
}
