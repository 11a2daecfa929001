package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.Outbox;
import cloud.broom.json.Json;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Posted;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A notice as a row: in the agenda until it is delivered or has expired, and then in the view of the day on which it was. */
final class NoticeRow {
    static final String SK = "V";
    static final String KIND = "notice";

    private NoticeRow() {}

    static String pk(String id) {
        return "OUTBOX#" + id;
    }

    static String view(Instant closed) {
        return "OUTBOX#" + closed.toString().substring(0, "2026-01-31".length());
    }

    static Map<String, AttributeValue> of(Notice notice, Instant written) {
        Map<String, AttributeValue> row = Items.row(pk(notice.id()), SK);
        row.put("kind", text(KIND));
        row.put("notice", text(Json.write(notice)));
        row.put("reason", text(notice.match(alert -> alert.subject(), event -> event.detailType())));
        row.put("writtenAt", text(written.toString()));
        row.put("agenda", text(Items.AGENDA));
        row.put("dueAt", Items.millis(Outbox.due(notice, written)));
        return row;
    }

    static boolean waits(Map<String, AttributeValue> row) {
        return row.containsKey("agenda");
    }

    static Posted posted(Map<String, AttributeValue> row) {
        Notice notice = Json.read(Items.text(row, "notice"), Notice.class, Items.text(row, "pk"));
        return new Posted(notice, written(row), attempts(row), error(row));
    }

    static NoticeLine line(Map<String, AttributeValue> row) {
        Posted posted = posted(row);
        return new NoticeLine(
                posted.notice().id(),
                posted.notice().match(alert -> "alert", event -> "event"),
                Items.text(row, "reason"),
                posted.writtenAt(),
                posted.attempts(),
                posted.error(),
                Optional.of(row).filter(NoticeRow::waits).map(waiting -> Items.instant(waiting, "dueAt")),
                Items.findText(row, "deliveredAt").map(Instant::parse),
                Items.findText(row, "expiredAt").map(Instant::parse));
    }

    private static Instant written(Map<String, AttributeValue> row) {
        return Instant.parse(Items.text(row, "writtenAt"));
    }

    private static int attempts(Map<String, AttributeValue> row) {
        return row.containsKey("attempts") ? (int) Items.number(row, "attempts") : 0;
    }

    private static Optional<String> error(Map<String, AttributeValue> row) {
        return Items.findText(row, "error");
    }
}
