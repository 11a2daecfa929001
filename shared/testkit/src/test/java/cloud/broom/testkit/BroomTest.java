package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Event;
import cloud.broom.plan.Totals;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Entry;
import cloud.broom.run.Place;
import cloud.broom.run.Status;
import cloud.broom.task.Outcome;
import cloud.broom.task.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole way of a run, from the call to what is told of it. */
final class BroomTest {
    private final Scene scene = Scene.small();

    @Test
    void dryRunPlansAndChangesNothing() {
        scene.task.stale("a1", "a2", "a3").put(Verdict.NO, "a4").stale("b1");

        Answer answer = scene.ask(dryRun(""));

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.scanned()).isEqualTo(5);
        assertThat(answer.found()).isEqualTo(3);
        assertThat(answer.remaining()).isEqualTo(3);
        assertThat(answer.bytes()).isEqualTo(300);
        assertThat(answer.freed()).isZero();
        assertThat(answer.planDigest()).hasSize(64);
        assertThat(scene.task.batches()).isEmpty();
        assertThat(scene.task.left()).hasSize(5);
    }

    @Test
    void applyActsExactlyOnThePlan() {
        scene.task
                .stale("a1", "a2", "a3", "a4", "a5", "a6")
                .put(Verdict.NO, "a7")
                .stale("b1");

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.done()).isEqualTo(6);
        assertThat(answer.remaining()).isZero();
        assertThat(answer.freed()).isEqualTo(600);
        assertThat(scene.task.left()).containsExactly("a7", "b1");
        assertThat(scene.task.batches().stream().flatMap(ids -> ids.stream()))
                .containsExactly("a1", "a2", "a3", "a4", "a5", "a6");
    }

    @Test
    void planIsWholeBeforeAnythingIsActedOn() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9");
        int[] partsAtFirstAct = new int[1];
        scene.task
                .calls()
                .next(
                        FakeTask.Call.ACT,
                        Fault.preceded(
                                () -> partsAtFirstAct[0] = scene.parts.names().size()));

        scene.ask(apply());

        assertThat(partsAtFirstAct[0]).isEqualTo(3);
        assertThat(scene.parts.names()).hasSize(6);
    }

    @Test
    void whatCannotBeJudgedIsCountedAndLeftAlone() {
        scene.task.put(Verdict.UNKNOWN, "a1", "a2").stale("a3");

        Answer answer = scene.ask(apply());

        assertThat(answer.unknown()).isEqualTo(2);
        assertThat(answer.found()).isEqualTo(1);
        assertThat(scene.task.left()).containsExactly("a1", "a2");
    }

    @Test
    void itemThatTheAnswerDoesNotMentionIsFailed() {
        scene.task.stale("a1", "a2");
        scene.task.neverMention("a2");

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.PARTIAL);
        assertThat(answer.failed()).isEqualTo(1);
        assertThat(answer.reason()).isEqualTo("1 of 2 items failed");
        assertThat(scene.outlet.alerts()).hasSize(1);
    }

    @Test
    void changedSkippedAndGoneAreCountedApart() {
        scene.task.stale("a1", "a2", "a3", "a4");
        scene.task.script("a3", Outcome.skipped("in use"));
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> {
            scene.task.remove("a1");
            scene.task.change("a2");
        }));

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.done()).as("gone and deleted").isEqualTo(2);
        assertThat(answer.skipped()).as("changed and left alone").isEqualTo(2);
        assertThat(answer.freed()).as("what was gone already freed nothing").isEqualTo(100);
        assertThat(scene.task.left()).containsExactly("a2", "a3");
    }

    @Test
    void everyPlannedItemIsAccountedForAtEveryCheckpoint() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9");
        scene.task.script("a2", Outcome.failed(ErrorName.of("Fake.Denied"), "no"));
        scene.task.script("a5", Outcome.skipped("in use"));
        scene.task.neverMention("a8");

        Answer answer = scene.ask(apply());

        assertThat(scene.runs.written()).hasSizeGreaterThan(6).allSatisfy(commit -> {
            Totals totals = commit.run().progress().totals();
            assertThat(totals.done() + totals.skipped() + totals.failed() + totals.remaining())
                    .isEqualTo(totals.found());
            assertThat(totals.remaining()).isNotNegative();
        });
        assertThat(answer.done() + answer.skipped() + answer.failed()).isEqualTo(answer.found());
        assertThat(answer.failed()).isEqualTo(2);
    }

    @Test
    void runThatFindsNothingSaysSo() {
        scene.task.put(Verdict.NO, "a1");

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.reason()).isEqualTo("nothing to do");
        assertThat(answer.scanned()).isEqualTo(1);
    }

    @Test
    void parametersThatTheTaskRefusesEndTheRunWithAnAlert() {
        scene.task.stale("a1");

        Answer answer = scene.ask(apply().replace("\"prefix\":\"a\"", "\"prefix\":\"\""));

        assertThat(answer.state()).isEqualTo(Status.FAILED);
        assertThat(answer.reason()).contains("job.params.prefix").contains("is empty");
        assertThat(scene.task.left()).containsExactly("a1");
        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> assertThat(alert.body())
                .contains("job.params.prefix"));
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
    }

    @Test
    void startAndEndAreToldOnceToMachinesAndOnlyTroubleToPeople() {
        scene.task.stale("a1");

        scene.ask(apply());

        assertThat(scene.outlet.events()).extracting(Event::detailType).containsExactly("Run Started", "Run Completed");
        assertThat(scene.outlet.events().get(1).detail().get("done").asInt()).isEqualTo(1);
        assertThat(scene.outlet.alerts()).isEmpty();
        assertThat(scene.notices.undelivered()).isEmpty();
    }

    @Test
    void alertNamesWhatHappenedWhoAnswersForItAndWhereToLook() {
        scene.task.stale("a1");
        scene.task.neverMention("a1");

        scene.ask(apply(",\"runbook\":\"https://example.com/runbook\""));

        Alert alert = scene.outlet.alerts().get(0);
        assertThat(alert.subject()).isEqualTo("[PARTIAL] tidy");
        assertThat(alert.body())
                .contains("1 of 1 items failed")
                .contains("broom show tidy.")
                .contains("Owner team")
                .contains("https://example.com/runbook");
        assertThat(alert.attributes())
                .containsEntry("job", "tidy")
                .containsEntry("state", "PARTIAL")
                .containsEntry("severity", "WARNING")
                .containsEntry("owner", "team")
                .containsEntry("about", "partial");
    }

    @Test
    void placeIsTakenByTheClaimAndGivenUpAtTheEnd() {
        scene.task.stale("a1");

        scene.ask(apply());

        assertThat(scene.runs.written())
                .extracting(commit -> commit.place().map(Place::version))
                .startsWith(Optional.of(1L), Optional.empty())
                .endsWith(Optional.empty(), Optional.of(2L));
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
    }

    @Test
    void historyTellsOfClaimAndEndOnly() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5");

        Answer answer = scene.ask(apply());

        assertThat(scene.runs.history(answer.run())).extracting(Entry::what).containsExactly("claimed", "COMPLETED");
    }
}
