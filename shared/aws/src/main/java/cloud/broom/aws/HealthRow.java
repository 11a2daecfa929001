package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.incident.Health;
import cloud.broom.incident.Incident;
import cloud.broom.job.JobName;
import cloud.broom.json.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How a job has fared, as a row: in the agenda and among the incidents while one is open. */
final class HealthRow {
    static final String SK = "HEALTH";
    static final String VIEW = "INCIDENTS";

    private HealthRow() {}

    static TransactWriteItem write(String table, Health health) {
        Map<String, AttributeValue> row = Items.row("JOB#" + health.job(), SK);
        row.put("kind", text("health"));
        row.put("job", text(health.job().value()));
        row.put("version", Items.number(health.version()));
        row.put("health", text(Json.write(health)));
        health.due().ifPresent(at -> {
            row.put("agenda", text(Items.AGENDA));
            row.put("dueAt", Items.millis(at));
        });
        since(health).ifPresent(at -> {
            row.put("view", text(VIEW));
            row.put("viewAt", Items.millis(at));
        });
        return Items.overwrite(table, row, health.version() - 1);
    }

    static Health read(JobName job, Map<String, AttributeValue> row) {
        return Json.read(Items.text(row, "health"), Health.class, "health of job " + job);
    }

    private static Optional<Instant> since(Health health) {
        return health.open().stream().map(Incident::opened).max(Comparator.naturalOrder());
    }
}
