package cloud.broom.gate;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.approval.Approvals;
import cloud.broom.approval.Principal;
import cloud.broom.job.Job;
import cloud.broom.job.Limit;
import cloud.broom.job.Limits;
import cloud.broom.job.Measure;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.plan.Digest;
import cloud.broom.plan.Totals;
import cloud.broom.retry.Attempts;
import cloud.broom.run.Asked;
import cloud.broom.run.Halt;
import cloud.broom.run.Progress;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Stamp;
import cloud.broom.run.Status;
import cloud.broom.task.CallCounts;
import cloud.broom.task.Cursor;
import cloud.broom.task.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no job and no approval exceeds, in every measure there is: 10 of 20 scanned, 1,000 bytes, two dollars a month. */
final class CeilingTest {
    private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");

    @ParameterizedTest
    @CsvSource({"ITEMS, 10", "PERCENT, 5000", "BYTES, 1000", "USD, 2000000000"})
    void planAtTheCeilingGoesIfItIsApproved(Measure measure, long most) {
        assertThat(rule(measure, most)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ITEMS, 9, plan 10 items > the stack's ceiling 9",
        "PERCENT, 4999, plan 50 % of what was scanned > the stack's ceiling 49.99 %",
        "BYTES, 999, plan 1000 B > the stack's ceiling 999 B",
        "USD, 1999999999, plan $2.00 a month > the stack's ceiling $2.00",
        "ITEMS, 0, plan 10 items > the stack's ceiling 0"
    })
    void planAboveItIsBlockedThoughItIsApproved(Measure measure, long most, String why) {
        assertThat(rule(measure, most)).hasValueSatisfying(halt -> {
            assertThat(halt.status()).isEqualTo(Status.BLOCKED);
            assertThat(halt.reason()).isEqualTo(why);
        });
    }

    private static Optional<Halt> rule(Measure measure, long most) {
        Limits ceiling = new Limits(new TreeMap<>(Map.of(measure, Limit.of(most))), new TreeMap<>());
        return new Gate(ceiling, Limit.of(1000)).rule(approved(), List.of(), NOW);
    }

    private static Run approved() {
        Job job = Json.read(
                "{\"name\":\"tidy\",\"task\":\"fake\",\"owner\":\"team\",\"params\":{},\"mode\":\"apply\"}",
                Job.class,
                "job");
        Slot slot = new Slot("slot");
        Totals totals = Totals.NONE.plusSeen(new Totals.Seen(20, 0, 0, 0, 10, 0, 1000, new Usd(2_000_000_000)));
        Principal ann = new Principal("arn:aws:iam::123456789012:user/ann");
        return new Run(
                RunId.of(job.name(), slot),
                new Asked(job, job.mode(), slot, "function", NOW, Asked.Novelty.KNOWN, "claim"),
                new Running("request", NOW),
                new Progress(new Cursor.End(), 1, 0, 0, totals, Digest.NONE, List.of(), Duration.ZERO, CallCounts.NONE),
                Attempts.NONE,
                Approvals.NONE.plus(new Approvals.Given(ann, Digest.NONE, NOW)),
                new Stamp(1, 1, "write"));
    }
}
