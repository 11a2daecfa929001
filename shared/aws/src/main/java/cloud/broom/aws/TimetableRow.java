package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.json.Json;
import cloud.broom.run.Timetable;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A job's timetable as a row: due when its next slot has had its time to start. */
final class TimetableRow {
    static final String SK = "TIMETABLE";
    static final String VIEW = "TIMETABLES";

    private TimetableRow() {}

    static TransactWriteItem write(String table, Timetable timetable) {
        Map<String, AttributeValue> row = Items.row("JOB#" + timetable.job().name(), SK);
        row.put("kind", text("timetable"));
        row.put("job", text(timetable.job().name().value()));
        row.put("version", Items.number(timetable.version()));
        row.put("timetable", text(Json.write(timetable)));
        row.put("view", text(VIEW));
        row.put("viewAt", Items.millis(timetable.upTo()));
        timetable.due().ifPresent(at -> {
            row.put("agenda", text(Items.AGENDA));
            row.put("dueAt", Items.millis(at));
        });
        return Items.overwrite(table, row, timetable.version() - 1);
    }

    static Timetable read(Map<String, AttributeValue> row) {
        return Json.read(Items.text(row, "timetable"), Timetable.class, "timetable of " + Items.text(row, "pk"));
    }
}
