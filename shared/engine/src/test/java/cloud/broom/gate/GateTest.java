package cloud.broom.gate;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.approval.Approvals;
import cloud.broom.job.Job;
import cloud.broom.job.Limit;
import cloud.broom.job.Limits;
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
import cloud.broom.run.Running;
import cloud.broom.run.Stamp;
import cloud.broom.run.Waiting;
import cloud.broom.task.CallCounts;
import cloud.broom.task.Cursor;
import cloud.broom.task.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GateTest {
    private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0, 100",
        "1, 1, 100",
        "100, 100, 100",
        "100, \"unlimited\", 100",
        "9223372036854775807, \"unlimited\", unlimited"
    })
    void asManyAsTheLimitsMayGo(long found, String limit, String ceiling) {
        assertThat(rule("apply", found, limit, ceiling)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 100, plan 1 items > limits.items 0",
        "2, 1, 100, plan 2 items > limits.items 1",
        "101, 1000, 100, plan 101 items > the stack's ceiling 100",
        "101, \"unlimited\", 100, plan 101 items > the stack's ceiling 100",
        "101, 50, 100, plan 101 items > limits.items 50; plan 101 items > the stack's ceiling 100",
        "1, \"unlimited\", 0, plan 1 items > the stack's ceiling 0"
    })
    void oneMoreBlocksAndNamesEveryLimitItBreaches(long found, String limit, String ceiling, String why) {
        assertThat(rule("apply", found, limit, ceiling))
                .containsExactly(new Waiting(Waiting.Cause.LIMIT, NOW.plus(Duration.ofDays(2)), why));
        assertThat(rule("dry-run", found, limit, ceiling))
                .containsExactly(new Ended(Ended.How.COMPLETED, "would be blocked: " + why, NOW));
    }

    @Test
    void dryRunNeverPasses() {
        assertThat(rule("dry-run", 1, "1000", "1000")).containsExactly(new Ended(Ended.How.COMPLETED, "", NOW));
        assertThat(rule("dry-run", 0, "1000", "1000")).containsExactly(new Ended(Ended.How.COMPLETED, "", NOW));
    }

    private static List<Object> rule(String mode, long found, String limit, String ceiling) {
        Job job = Json.read(
                "{\"name\":\"tidy\",\"task\":\"fake\",\"owner\":\"team\",\"params\":{},\"mode\":\"" + mode
                        + "\",\"limits\":{\"items\":" + limit + "}}",
                Job.class,
                "job");
        Slot slot = new Slot("slot");
        Totals totals = Totals.NONE.plusSeen(new Totals.Seen(found, 0, 0, 0, found, 0, 0, Usd.ZERO));
        Run run = new Run(
                RunId.of(job.name(), slot),
                new Asked(job, job.mode(), slot, "function", NOW, Asked.Novelty.KNOWN, "claim"),
                new Running("request", NOW),
                new Progress(new Cursor.End(), 1, 0, 0, totals, Digest.NONE, List.of(), Duration.ZERO, CallCounts.NONE),
                Attempts.NONE,
                Approvals.NONE,
                new Stamp(1, 1, "write"));
        Limits most = ceiling.equals("unlimited") ? Limits.NONE : Limits.ofItems(Long.parseLong(ceiling));
        return List.copyOf(new Gate(most, Limit.of(1000))
                .rule(run, List.of(), NOW).stream().toList());
    }
}
