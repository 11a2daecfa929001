package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.call.Call;
import cloud.broom.job.RunId;
import cloud.broom.json.Refused;
import cloud.broom.run.LeaseLost;
import cloud.broom.run.Run;
import cloud.broom.run.SlotTaken;
import cloud.broom.run.Status;
import cloud.broom.run.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose a run is: laws 3 and 6. */
final class ClaimTest {
    private static final String LATER = "2026-01-31T03:00:01Z";

    private final Scene scene = Scene.small();

    @Test
    void duplicateOfASlotAnswersWithTheFirstRunAndDoesNothing() {
        scene.task.stale("a1");
        Answer first = scene.ask(apply());
        scene.task.stale("a2");
        int writes = scene.runs.written().size();

        Answer second = scene.ask(apply());

        assertThat(first.duplicate()).isFalse();
        assertThat(second.duplicate()).isTrue();
        assertThat(second.run()).isEqualTo(first.run());
        assertThat(second.done()).isEqualTo(1);
        assertThat(scene.task.left()).containsExactly("a2");
        assertThat(scene.runs.written()).hasSize(writes);
    }

    @Test
    void sameInstantInAnotherOffsetIsTheSameSlot() {
        Answer first = scene.ask(apply(), "2026-01-31T03:00:00Z");

        assertThat(scene.ask(apply(), "2026-01-31T04:00:00+01:00").run()).isEqualTo(first.run());
    }

    @Test
    void slotAskedForWithAnotherSpecIsRefused() {
        scene.ask(apply());

        assertThatThrownBy(() -> scene.ask(apply(",\"limits\":{\"items\":7}")))
                .isInstanceOf(SlotTaken.class)
                .hasMessageContaining("2026-01-31T03:00:00Z")
                .hasMessageContaining("tidy");
    }

    @Test
    void slotAskedForInAnotherModeIsRefused() {
        scene.ask(dryRun(""));

        assertThatThrownBy(() -> scene.ask(apply())).isInstanceOf(SlotTaken.class);
    }

    @Test
    void runThatOverlapsAnotherIsRecordedAsSkipped() {
        scene.task.stale("a1");
        List<Answer> inBetween = new ArrayList<>();
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> inBetween.add(scene.ask(apply(), LATER))));

        Answer first = scene.ask(apply());

        Answer second = inBetween.get(0);
        assertThat(first.done()).isEqualTo(1);
        assertThat(second.state()).isEqualTo(Status.SKIPPED);
        assertThat(second.reason()).isEqualTo("overlap: run " + first.run() + " is RUNNING");
        assertThat(scene.stored(second.run()).state().status()).isEqualTo(Status.SKIPPED);
        assertThat(scene.task.acts("a1")).isEqualTo(1);
    }

    @Test
    void skippedSlotStaysSkipped() {
        scene.task.stale("a1");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> scene.ask(apply(), LATER)));
        scene.ask(apply());

        assertThat(scene.ask(apply(), LATER).state()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void dryRunMayLookWhileAnotherRunActs() {
        scene.task.stale("a1");
        List<Answer> inBetween = new ArrayList<>();
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> inBetween.add(scene.ask(dryRun(""), LATER))));

        scene.ask(apply());

        assertThat(inBetween.get(0).state()).isEqualTo(Status.COMPLETED);
        assertThat(inBetween.get(0).found()).isEqualTo(1);
    }

    @Test
    void wakeOfAHeldRunChangesNothing() {
        scene.task.stale("a1");
        List<Answer> inBetween = new ArrayList<>();
        scene.task
                .calls()
                .next(
                        FakeTask.Call.ACT,
                        Fault.preceded(
                                () -> inBetween.add(scene.wake(scene.run().id()))));

        Answer answer = scene.ask(apply());

        assertThat(inBetween.get(0).state()).isEqualTo(Status.RUNNING);
        assertThat(inBetween.get(0).duplicate()).isTrue();
        assertThat(answer.done()).isEqualTo(1);
        assertThat(scene.stored(answer.run()).stamp().fence()).isEqualTo(1);
    }

    @Test
    void wakeOfAnEndedRunChangesNothing() {
        Answer ended = scene.ask(apply());
        Run before = scene.stored(ended.run());
        scene.clock.advance(Duration.ofDays(1));

        Answer woken = scene.wake(ended.run());

        assertThat(woken.duplicate()).isTrue();
        assertThat(scene.stored(ended.run())).isEqualTo(before);
    }

    @Test
    void wakeOfARunThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> scene.advance(new Call.Wake(new RunId("tidy.0123456789abcdef"))))
                .isInstanceOf(Refused.class)
                .hasMessage("wake: there is no run tidy.0123456789abcdef");
    }

    @Test
    void jobOfAnotherTaskIsRefusedAndNotRecorded() {
        assertThatThrownBy(() -> scene.ask(apply().replace("\"fake\"", "\"other\"")))
                .isInstanceOf(Refused.class)
                .hasMessage("job.task: 'other' is not this function's task: it runs fake");
        assertThat(scene.runs.stored()).isEmpty();
    }

    @Test
    void registeredJobIsRunByItsName() {
        scene.ask(apply());
        scene.task.stale("a1");

        assertThat(scene.ask("\"tidy\"", "by-hand").done()).isEqualTo(1);
    }

    @Test
    void unknownNameIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> scene.ask("\"nobody\""))
                .isInstanceOf(Refused.class)
                .hasMessage("job: no job is registered as nobody: send its spec");
    }

    @Test
    void applyingARegisteredDryRunWithoutAnOwnerIsRefused() {
        scene.ask("{\"name\":\"tidy\",\"task\":\"fake\",\"params\":{\"prefix\":\"a\"}}");

        assertThatThrownBy(
                        () -> scene.advance(Scene.call("{\"job\":\"tidy\",\"mode\":\"apply\",\"slot\":\"by-hand\"}")))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("job.owner: is missing");
    }

    @Test
    void slotOlderThanTheRecordsAreKeptIsRefused() {
        assertThatThrownBy(() -> scene.ask(apply(), "2025-10-01T03:00:00Z"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("older than the 90 days");
    }

    @Test
    void conflictThatDecidesNothingIsTriedAgain() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5");
        scene.runs.conflictNext();
        scene.runs.conflictNext();

        assertThat(scene.ask(apply()).done()).isEqualTo(5);
        assertThat(scene.runs.stored()).hasSize(1);
    }

    @Test
    void endlessConflictsLeaveItToALaterCall() {
        for (int i = 0; i < 8; i++) {
            scene.runs.conflictNext();
        }

        assertThatThrownBy(() -> scene.ask(apply())).isInstanceOf(StoreUnavailable.class);
        assertThat(scene.runs.stored()).isEmpty();
        assertThat(scene.ask(apply()).state()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void claimWrittenTwiceByItsClientIsKnownByItsWriteId() {
        scene.task.stale("a1");
        scene.runs.repeatNext();

        assertThat(scene.ask(apply()).done()).isEqualTo(1);
    }

    @Test
    void checkpointWrittenTwiceByItsClientIsKnownByItsWriteId() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5");
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        scene.runs.repeatNext();
        scene.runs.repeatNext();

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.done()).isEqualTo(5);
    }

    @Test
    void invocationWhoseRunWasTakenStopsAndWritesNothing() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5");
        List<Answer> other = new ArrayList<>();
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> {
            scene.clock.advance(Duration.ofHours(1));
            other.add(scene.wake(scene.run().id()));
        }));

        assertThatThrownBy(() -> scene.ask(apply())).isInstanceOf(LeaseLost.class);

        assertThat(other.get(0).done()).isEqualTo(5);
        Run run = scene.run();
        assertThat(run.state().status()).isEqualTo(Status.COMPLETED);
        assertThat(run.stamp().fence()).isEqualTo(2);
        assertThat(run.progress().totals().done()).isEqualTo(5);
    }
}
