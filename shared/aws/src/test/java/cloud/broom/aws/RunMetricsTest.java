package cloud.broom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.run.Status;
import cloud.broom.task.CallCounts;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunMetricsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");

    @Test
    void endOfARunIsOneLineOfMetricsByTaskAlone() {
        JsonNode line = Json.parse(
                RunMetrics.line(answer(Status.PARTIAL, false, Optional.empty()), NOW)
                        .orElseThrow(),
                "line");

        assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText()).isEqualTo("Broom");
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString()).isEqualTo("[[\"task\"]]");
        List<String> names = line.at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name");
        assertThat(names).contains("RunsPARTIAL", "Unknown", "Found", "Done", "BytesFreed");
        assertThat(names)
                .allSatisfy(name -> assertThat(line.path(name).isNumber()).isTrue());
        assertThat(line.path("Unknown").asLong()).isEqualTo(3);
        assertThat(line.path("task").asText()).isEqualTo("fake");
    }

    @Test
    void whatGoesOnOrWasToldBeforeIsNotCounted() {
        assertThat(RunMetrics.line(answer(Status.SUSPENDED, false, Optional.of(NOW)), NOW))
                .isEmpty();
        assertThat(RunMetrics.line(answer(Status.COMPLETED, true, Optional.empty()), NOW))
                .isEmpty();
        assertThat(RunMetrics.line("something else", NOW)).isEmpty();
    }

    private static Answer answer(Status state, boolean duplicate, Optional<Instant> wakeAt) {
        return new Answer(
                new RunId("tidy.0123456789abcdef"),
                new JobName("tidy"),
                "fake",
                state,
                "",
                Mode.APPLY,
                new Slot("slot"),
                duplicate,
                10,
                5,
                4,
                0,
                1,
                0,
                3,
                2,
                500,
                400,
                "",
                List.of(),
                CallCounts.NONE,
                wakeAt);
    }
}
