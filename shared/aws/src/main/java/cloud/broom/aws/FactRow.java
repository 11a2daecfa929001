package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.fact.Content;
import cloud.broom.fact.Fact;
import cloud.broom.fact.FactKey;
import cloud.broom.fact.FactLine;
import cloud.broom.job.JobName;
import cloud.broom.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A fact as a row. What a list shows stands in the attributes that the index {@code view} projects for everything: the question
 * as {@code reason}, the instant it was read as {@code slot}, and it lies there by the instant it expires.
 */
final class FactRow {
    static final String VIEW = "CACHE";

    private static final String PK = "CACHE#";
    private static final String KEPT = "KEPT";
    private static final String ABSENT = "ABSENT";

    private FactRow() {}

    static Map<String, AttributeValue> key(FactKey key) {
        return Items.key(PK + key, "V");
    }

    static Map<String, AttributeValue> of(Fact fact) {
        Map<String, AttributeValue> row = Items.row(PK + fact.key(), "V");
        row.put("kind", text("fact"));
        row.put("task", text(fact.task()));
        row.put("job", text(fact.job().value()));
        row.put("reason", text(fact.question()));
        row.put("slot", text(fact.readAt().toString()));
        row.put("status", text(fact.answer() instanceof Content.Absent ? ABSENT : KEPT));
        row.put("answer", text(Json.write(fact.answer())));
        row.put("readAt", Items.millis(fact.readAt()));
        row.put("expires", text(fact.expires().toString()));
        row.put("view", text(VIEW));
        row.put("viewAt", Items.millis(fact.expires()));
        row.put("expiresAt", Items.expiry(fact.expires(), Duration.ZERO));
        return row;
    }

    static Fact read(Map<String, AttributeValue> row) {
        String place = Items.text(row, "pk");
        return new Fact(
                factKey(row),
                Items.text(row, "task"),
                new JobName(Items.text(row, "job")),
                Items.text(row, "reason"),
                Json.read(Json.tree(Items.text(row, "slot")), Instant.class, place + ".slot"),
                Json.read(Json.tree(Items.text(row, "expires")), Instant.class, place + ".expires"),
                Json.read(Items.text(row, "answer"), Content.class, place + ".answer"));
    }

    static FactLine line(Map<String, AttributeValue> row) {
        return new FactLine(
                factKey(row),
                Items.text(row, "task"),
                new JobName(Items.text(row, "job")),
                Items.text(row, "reason"),
                Instant.parse(Items.text(row, "slot")),
                Items.instant(row, "viewAt"),
                Items.text(row, "status").equals(ABSENT));
    }

    private static FactKey factKey(Map<String, AttributeValue> row) {
        return new FactKey(Items.text(row, "pk").substring(PK.length()));
    }
}
