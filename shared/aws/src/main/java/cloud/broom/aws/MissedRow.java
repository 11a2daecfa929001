package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.run.Missed;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Status;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A slot that is missed, as a row where that of its run would be; listed among the runs of its job and of its day. */
final class MissedRow {
    private MissedRow() {}

    static TransactWriteItem write(String table, Missed missed) {
        Map<String, AttributeValue> row = Items.row("JOB#" + missed.job(), "SLOT#" + missed.slot());
        row.put("kind", text("missed"));
        row.put("missed", text(Json.write(missed)));
        row.put("run", text(missed.run().value()));
        row.put("job", text(missed.job().value()));
        row.put("task", text(missed.task()));
        row.put("mode", text(missed.mode().toString()));
        row.put("slot", text(missed.slot().text()));
        row.put("status", text(Status.MISSED.name()));
        row.put("reason", text(missed.reason()));
        row.put("jobRuns", text(missed.job().value()));
        row.put("createdAt", Items.millis(missed.at()));
        row.put("view", text("DAY#" + missed.at().atOffset(ZoneOffset.UTC).toLocalDate()));
        row.put("viewAt", Items.millis(missed.at()));
        row.put("expiresAt", Items.expiry(missed.at(), Slot.RETENTION.plusDays(30)));
        return Items.create(table, row);
    }

    static SlotUse read(Map<String, AttributeValue> row) {
        return Items.findText(row, "missed")
                .map(missed ->
                        new SlotUse(Optional.empty(), Optional.of(Json.read(missed, Missed.class, "a missed slot"))))
                .orElseGet(() -> new SlotUse(Optional.of(new RunId(Items.text(row, "run"))), Optional.empty()));
    }
}
