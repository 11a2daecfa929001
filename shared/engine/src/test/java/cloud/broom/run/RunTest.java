package cloud.broom.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.job.Job;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.plan.Digest;
import cloud.broom.plan.Totals;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.CallCounts;
import cloud.broom.task.Cursor;
import cloud.broom.task.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RunTest {
    private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");

    @Test
    void endsCompletedIfEveryItemIsAccountedForAndNoneFailed() {
        assertThat(ofOutcomes(5, 3, 2, 0).result(List.of(), NOW)).isEqualTo(new Ended(Ended.How.COMPLETED, "", NOW));
        assertThat(ofOutcomes(0, 0, 0, 0).result(List.of(), NOW))
                .isEqualTo(new Ended(Ended.How.COMPLETED, "nothing to do", NOW));
    }

    @Test
    void endsPartialIfAnItemFailed() {
        assertThat(ofOutcomes(5, 4, 0, 1).result(List.of(), NOW))
                .isEqualTo(new Ended(Ended.How.PARTIAL, ErrorName.ITEMS_FAILED, "1 of 5 items failed", NOW));
    }

    @Test
    void endsPartialIfAnItemCannotBeAccountedForAndNamesIt() {
        assertThat(ofOutcomes(5, 4, 0, 0).result(List.of("a3"), NOW))
                .isEqualTo(new Ended(
                        Ended.How.PARTIAL, ErrorName.UNACCOUNTED, "1 of 5 planned items have no outcome: a3", NOW));
        assertThat(ofOutcomes(9, 4, 0, 0).result(List.of("a3", "k".repeat(1024)), NOW))
                .isEqualTo(new Ended(
                        Ended.How.PARTIAL,
                        ErrorName.UNACCOUNTED,
                        "5 of 9 planned items have no outcome: a3, " + "k".repeat(100) + "..., ...",
                        NOW));
    }

    @Test
    void liveRunAlwaysHasAnInstantAtWhichItIsWoken() {
        Stream<State> live = Stream.concat(
                Stream.of(new Running("request", NOW)),
                Stream.of(Waiting.Cause.values()).map(cause -> new Waiting(cause, NOW, "")));

        assertThat(live).allMatch(state -> state.wakeAt().isPresent());
        assertThat(Stream.of(Ended.How.values()).map(how -> new Ended(how, "", NOW)))
                .allMatch(state -> state.wakeAt().isEmpty());
    }

    @Test
    void everyStateIsReadBackAsWhatItWas() {
        List<State> states = List.of(
                new Running("request", NOW),
                new Waiting(Waiting.Cause.LIMIT, NOW, "größe \u2028"),
                new Ended(Ended.How.FAILED, "\"'", NOW));

        assertThat(states).allSatisfy(state -> assertThat(Json.read(Json.write(state), State.class, "state"))
                .isEqualTo(state));
    }

    @Test
    void partsAreKeptInTheFolderOfTheClaimThatMadeTheRun() {
        Run run = ofOutcomes(0, 0, 0, 0);

        assertThat(run.planPart(7)).isEqualTo("runs/tidy/" + run.id() + "/claim/plan/00007.ndjson.gz");
        assertThat(run.outcomePart(7, 2)).isEqualTo("runs/tidy/" + run.id() + "/claim/outcome/00007-2.ndjson.gz");
    }

    @Test
    void moreCannotBeAppliedThanWasPlanned() {
        assertThatThrownBy(() -> new Progress(
                        new Cursor.End(), 1, 2, 0, Totals.NONE, Digest.NONE, List.of(), Duration.ZERO, CallCounts.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("more parts applied than planned: 2 > 1");
    }

    private static Run ofOutcomes(long found, long done, long skipped, long failed) {
        Job job = Json.read("{\"name\":\"tidy\",\"task\":\"fake\",\"params\":{}}", Job.class, "job");
        Totals totals = new Totals(found, 0, 0, 0, found, 0, 0, Usd.ZERO, done, skipped, failed, 0, Usd.ZERO);
        return Run.fresh(
                        new Asked(job, job.mode(), new Slot("slot"), "function", NOW, Asked.Novelty.KNOWN, "claim"),
                        new Running("request", NOW))
                .at(new Progress(
                        new Cursor.End(), 1, 1, 0, totals, Digest.NONE, List.of(), Duration.ZERO, CallCounts.NONE));
    }
}
