package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.fact.Mark;
import cloud.broom.job.JobName;
import cloud.broom.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A mark as a row: its job's, by its resource. No index knows of it. */
final class MarkRow {
    /** A sort key takes 1,024 bytes (amazondynamodb/latest/developerguide/Constraints.html). */
    private static final int KEY_BYTES = 1024;

    private MarkRow() {}

    static String pk(JobName job) {
        return "MARK#" + job;
    }

    static Map<String, AttributeValue> key(JobName job, String resource) {
        return Items.key(pk(job), sk(resource));
    }

    static Map<String, AttributeValue> of(JobName job, Mark mark) {
        Map<String, AttributeValue> row = Items.row(pk(job), sk(mark.resource()));
        row.put("kind", text("mark"));
        row.put("resource", text(mark.resource()));
        row.put("fingerprint", text(mark.fingerprint()));
        row.put("firstSeen", text(mark.firstSeen().toString()));
        row.put("notice", text(mark.notice()));
        row.put("expires", text(mark.expires().toString()));
        row.put("expiresAt", Items.expiry(mark.expires(), Duration.ZERO));
        return row;
    }

    static Mark read(Map<String, AttributeValue> row) {
        return new Mark(
                Items.text(row, "resource"),
                Items.text(row, "fingerprint"),
                instant(row, "firstSeen"),
                Items.text(row, "notice"),
                instant(row, "expires"));
    }

    private static Instant instant(Map<String, AttributeValue> row, String name) {
        return Json.read(Json.tree(Items.text(row, name)), Instant.class, Items.text(row, "pk") + "." + name);
    }

    /** The resource's id itself, or a digest in place of one that is too long for a key. */
    private static String sk(String resource) {
        boolean fits = resource.getBytes(StandardCharsets.UTF_8).length <= KEY_BYTES;
        return fits ? resource : "SHA256#" + Json.digest(resource);
    }
}
