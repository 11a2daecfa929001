package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.run.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A job's place as a row. */
final class PlaceRow {
    private PlaceRow() {}

    static Map<String, AttributeValue> of(Place place) {
        Map<String, AttributeValue> row = Items.row("JOB#" + place.job(), "PLACE");
        place.current().ifPresent(run -> row.put("run", text(run.value())));
        row.put(
                "queue",
                AttributeValue.fromL(
                        place.queue().stream().map(run -> text(run.value())).toList()));
        row.put("version", Items.number(place.version()));
        return row;
    }

    /** Written only if it stands at the version before. */
    static TransactWriteItem write(String table, Place place) {
        Put.Builder put = Put.builder().tableName(table).item(of(place));
        return TransactWriteItem.builder()
                .put(
                        place.version() == 1
                                ? put.conditionExpression("attribute_not_exists(pk)")
                                        .build()
                                : put.conditionExpression("version = :before")
                                        .expressionAttributeValues(Map.of(":before", Items.number(place.version() - 1)))
                                        .build())
                .build();
    }

    static Place read(JobName job, Map<String, AttributeValue> row) {
        List<RunId> queue = Optional.ofNullable(row.get("queue")).stream()
                .flatMap(list -> list.l().stream())
                .map(run -> new RunId(run.s()))
                .toList();
        return new Place(job, Items.findText(row, "run").map(RunId::new), queue, Items.number(row, "version"));
    }
}
