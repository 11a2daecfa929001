package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.approval.Approvals;
import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.JobReader;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.retry.Attempts;
import cloud.broom.run.Asked;
import cloud.broom.run.Progress;
import cloud.broom.run.Reservation;
import cloud.broom.run.Run;
import cloud.broom.run.Stamp;
import cloud.broom.run.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A run as rows. The record itself is one JSON attribute; beside it stand only what conditions, indexes and a person's scan
 * need, so that a checkpoint touches no index.
 */
final class RunRows {
    /** Raised when a record can no longer be read by the code before. */
    private static final long FORMAT = 1;

    private RunRows() {}

    static String pk(RunId id) {
        return "RUN#" + id;
    }

    static Map<String, AttributeValue> meta(Run run) {
        Instant made = run.asked().asOf();
        Map<String, AttributeValue> row = Items.row(pk(run.id()), "META");
        row.put("kind", text("run"));
        row.put("format", Items.number(FORMAT));
        row.put("job", text(run.job().name().value()));
        row.put("task", text(run.job().task()));
        row.put("function", text(run.asked().function()));
        row.put("mode", text(run.job().mode().toString()));
        row.put("slot", text(run.asked().slot().text()));
        row.put("status", text(run.state().status().name()));
        row.put("reason", text(run.state().reason()));
        row.put("version", Items.number(run.stamp().version()));
        row.put("fence", Items.number(run.stamp().fence()));
        row.put("writeId", text(run.stamp().writeId()));
        row.put(
                "record",
                text(Json.write(new Rest(
                        run.state(),
                        run.progress(),
                        run.attempts(),
                        run.approvals(),
                        run.reserved(),
                        run.asked().asOf(),
                        run.asked().novelty(),
                        run.asked().claim(),
                        run.asked().written()))));
        row.put("jobRuns", text(run.job().name().value()));
        row.put("createdAt", Items.millis(made));
        row.put("view", text("DAY#" + made.atOffset(ZoneOffset.UTC).toLocalDate()));
        row.put("viewAt", Items.millis(made));
        run.state()
                .wakeAt()
                .ifPresentOrElse(
                        at -> {
                            row.put("agenda", text(Items.AGENDA));
                            row.put("dueAt", Items.millis(at));
                        },
                        () -> row.put("expiresAt", Items.expiry(made, Slot.RETENTION.plusDays(30))));
        return row;
    }

    static Map<String, AttributeValue> spec(Run run) {
        Map<String, AttributeValue> row = Items.row(pk(run.id()), "SPEC");
        row.put("spec", text(Json.write(run.job())));
        return row;
    }

    static Run read(Map<String, AttributeValue> meta, Map<String, AttributeValue> spec) {
        String id = Items.text(meta, "pk");
        long format = Items.number(meta, "format");
        if (format != FORMAT) {
            throw new IllegalStateException(id + " is a record of format " + format + "; this version reads " + FORMAT);
        }
        Rest rest = Json.read(Items.text(meta, "record"), Rest.class, id);
        Stamp stamp =
                new Stamp(Items.number(meta, "version"), Items.number(meta, "fence"), Items.text(meta, "writeId"));
        Asked asked = new Asked(
                job(spec),
                rest.written,
                new Slot(Items.text(meta, "slot")),
                Items.text(meta, "function"),
                rest.asOf,
                rest.novelty,
                rest.claim);
        return new Run(
                RunId.of(asked.job().name(), asked.slot()),
                asked,
                rest.state,
                rest.progress,
                rest.attempts,
                rest.approvals,
                rest.reserved,
                stamp);
    }

    static Job job(Map<String, AttributeValue> row) {
        return JobReader.read(Json.parse(Items.text(row, "spec"), "spec"), "spec");
    }

    static RunLine line(Map<String, AttributeValue> row) {
        RunId id = id(row);
        return new RunLine(
                id,
                id.job().value(),
                Items.text(row, "task"),
                Items.text(row, "status"),
                Items.text(row, "reason"),
                Items.text(row, "mode"),
                Items.text(row, "slot"),
                Items.instant(row, row.containsKey("createdAt") ? "createdAt" : "viewAt"));
    }

    /** Of a run, or of the slot that has none. */
    private static RunId id(Map<String, AttributeValue> row) {
        String pk = Items.text(row, "pk");
        return pk.startsWith("RUN#")
                ? new RunId(pk.substring("RUN#".length()))
                : RunId.of(new JobName(pk.substring("JOB#".length())), new Slot(Items.text(row, "slot")));
    }

    private record Rest(
            State state,
            Progress progress,
            Attempts attempts,
            Approvals approvals,
            Optional<Reservation> reserved,
            Instant asOf,
            Asked.Novelty novelty,
            String claim,
            Mode written) {}
}
