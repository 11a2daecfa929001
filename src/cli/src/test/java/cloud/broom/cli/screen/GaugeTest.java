package cloud.broom.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.approval.Approvals;
import cloud.broom.job.Job;
import cloud.broom.job.JobReader;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.retry.Attempts;
import cloud.broom.run.Asked;
import cloud.broom.run.Progress;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Stamp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class GaugeTest {
    private static final Instant NOW = Instant.parse("2026-03-27T12:00:00Z");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void movesWhileAPersonWatchesAndLeavesACleanLine() {
        try (Gauge gauge = new Gauge(screen(true))) {
            gauge.show(planning());
        }

        assertThat(err.toString()).contains("0 of them qualify").endsWith("\r\u001b[K");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void showsNothingWhereNobodyWatches() {
        try (Gauge gauge = new Gauge(screen(false))) {
            gauge.show(planning());
        }

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).isEmpty();
    }

    private Screen screen(boolean live) {
        return new Screen(new PrintWriter(out, true), new PrintWriter(err, true), live, false);
    }

    private static Run planning() {
        Job job = JobReader.read(
                Json.parse("{\"name\": \"logs\", \"task\": \"s3-stale-objects\", \"params\": {}}", "job"), "job");
        Slot slot = new Slot("once");
        return new Run(
                RunId.of(job.name(), slot),
                new Asked(job, job.mode(), slot, "function", NOW, Asked.Novelty.KNOWN, "claim"),
                new Running("request", NOW.plusSeconds(60)),
                Progress.NONE,
                Attempts.NONE,
                Approvals.NONE,
                new Stamp(1, 1, "write"));
    }
}
