package cloud.broom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.approval.Approvals;
import cloud.broom.job.Job;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.plan.Digest;
import cloud.broom.plan.Totals;
import cloud.broom.retry.Attempts;
import cloud.broom.run.Asked;
import cloud.broom.run.Ended;
import cloud.broom.run.Progress;
import cloud.broom.run.Run;
import cloud.broom.run.Stamp;
import cloud.broom.run.State;
import cloud.broom.run.Waiting;
import cloud.broom.task.CallCounts;
import cloud.broom.task.Cursor;
import cloud.broom.task.Usd;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunMetricsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");

    @Test
    void endOfARunIsOneLineOfMetricsByTaskAlone() {
        JsonNode line = line(run(new Ended(Ended.How.PARTIAL, "", NOW), "2026-01-31T02:59:58Z"), 4);

        assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText()).isEqualTo("Broom");
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString()).isEqualTo("[[\"task\"]]");
        assertThat(line.path("task").asText()).isEqualTo("fake");
        assertThat(line.path("RunsPARTIAL").asLong()).isEqualTo(1);
        assertThat(line.path("Unknown").asLong()).isEqualTo(3);
        assertThat(line.path("Done").asLong()).isEqualTo(4);
        assertThat(line.path("BytesFreed").asLong()).isEqualTo(400);
        assertThat(line.path("UsdSaved").decimalValue()).isEqualByComparingTo(new BigDecimal("0.8"));
        assertThat(line.path("Duration").asLong()).isEqualTo(61_500);
        assertThat(line.path("Lateness").asLong()).isEqualTo(2000);
        assertThat(line.path("Throttles").asLong()).isEqualTo(4);
    }

    @Test
    void everyMetricOfALineIsOneThatIsNamedAndANumber() {
        for (Ended.How how : Ended.How.values()) {
            JsonNode line = line(run(new Ended(how, "", NOW), "2026-01-31T02:59:58Z"), 0);

            List<String> names = line.at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name");
            assertThat(RunMetrics.names()).containsAll(names);
            assertThat(names)
                    .hasSize(RunMetrics.names().size() - Ended.How.values().length + 1)
                    .allSatisfy(name -> assertThat(line.path(name).isNumber()).isTrue());
        }
    }

    @Test
    void aSlotThatIsNoInstantIsNeverLate() {
        assertThat(line(run(new Ended(Ended.How.COMPLETED, "", NOW), "event/x"), 0)
                        .has("Lateness"))
                .isFalse();
    }

    @Test
    void aRunThatGoesOnTellsOnlyWhatItWasThrottled() {
        Run waiting = run(new Waiting(Waiting.Cause.BUDGET, NOW, ""), "slot");

        assertThat(RunMetrics.line(waiting, 0, NOW)).isEmpty();
        assertThat(line(waiting, 2).at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name"))
                .containsExactly("Throttles");
    }

    private static JsonNode line(Run run, long throttles) {
        return Json.parse(RunMetrics.line(run, throttles, NOW).orElseThrow(), "line");
    }

    private static Run run(State state, String slot) {
        Job job = Json.read("{\"name\":\"tidy\",\"task\":\"fake\",\"params\":{}}", Job.class, "job");
        Totals totals = Totals.NONE
                .plusSeen(new Totals.Seen(10, 3, 2, 0, 5, 0, 500, new Usd(1_000_000_000)))
                .plusEffect(new Totals.Effect(4, 0, 1, 400, new Usd(800_000_000)));
        Duration spent = Duration.ofMillis(61_500);
        return new Run(
                RunId.of(job.name(), new Slot(slot)),
                new Asked(job, job.mode(), new Slot(slot), "function", NOW, Asked.Novelty.KNOWN, "claim"),
                state,
                new Progress(new Cursor.End(), 1, 0, 0, totals, Digest.NONE, List.of(), spent, CallCounts.NONE),
                Attempts.NONE,
                Approvals.NONE,
                new Stamp(1, 1, "write"));
    }
}
