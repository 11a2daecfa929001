package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a run costs in calls of its stores: a bill is a promise too. */
final class CostTest {
    @Test
    void runThatFindsNothingCostsFourWritesTwoReadsOfItsPlaceAndOneEachOfItsHealthAndTheKillSwitch() {
        Scene scene = Scene.small();

        scene.ask(apply());

        assertThat(writes(scene)).isEqualTo(4);
        assertThat(reads(scene)).isEqualTo(3);
        assertThat(scene.runs.calls().count(FakeRuns.Call.PLACE)).isEqualTo(2);
        assertThat(scene.runs.calls().count(FakeRuns.Call.HEALTH)).isEqualTo(1);
        assertThat(scene.controls.calls().count(FakeControls.Call.READ)).isEqualTo(1);
        assertThat(scene.controls.calls().total()).isEqualTo(1);
        assertThat(scene.parts.calls().total()).isZero();
    }

    @Test
    void longSearchThatFindsNothingCostsNoMore() {
        Scene scene = new Scene(new FakeTask(1000, 1000), 100, 1000);
        for (int i = 0; i < 5000; i++) {
            scene.task.stale("b%05d".formatted(i));
        }

        assertThat(scene.ask(apply()).scanned()).isEqualTo(5000);
        assertThat(writes(scene)).isEqualTo(4);
        assertThat(scene.parts.calls().total()).isZero();
        assertThat(scene.controls.calls().total()).isEqualTo(1);
    }

    @Test
    void exemptionsAreReadOnceHoweverManyPartsThereAre() {
        Scene scene = Scene.small();
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");

        scene.ask(apply());

        assertThat(scene.controls.calls().count(FakeControls.Call.EXEMPTIONS)).isEqualTo(1);
        assertThat(scene.controls.calls().count(FakeControls.Call.READ))
                .as("2 parts, planned and applied, each in 2 batches")
                .isEqualTo(4 + 2);
    }

    @Test
    void eachPartCostsOneCheckpointToPlanAndOneToApply() {
        Scene scene = Scene.small();
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");

        scene.ask(apply());

        assertThat(scene.runs.calls().count(FakeRuns.Call.COMMIT))
                .as("claim, 2 parts twice, end")
                .isEqualTo(1 + 4 + 1);
        assertThat(scene.parts.calls().count(FakeParts.Call.PUT_ONCE)).isEqualTo(4);
        assertThat(scene.parts.calls().count(FakeParts.Call.FIND)).isEqualTo(2);
    }

    @Test
    void limitOfADayCostsOneWriteMoreAndNoRead() {
        Scene free = Scene.small();
        free.task.stale("a1", "a2");
        free.ask(apply());
        Scene bound = Scene.small();
        bound.task.stale("a1", "a2");

        bound.ask(apply(",\"limits\":{\"perDay\":{\"items\":2}}"));

        assertThat(writes(bound)).isEqualTo(writes(free) + 1);
        assertThat(reads(bound)).isEqualTo(reads(free));
    }

    @Test
    void duplicateCostsARefusedWriteAndThreeReads() {
        Scene scene = Scene.small();
        scene.ask(apply());
        int before = calls(scene);

        scene.ask(apply());

        assertThat(calls(scene) - before)
                .as("place, commit, run, its open orders")
                .isEqualTo(4);
    }

    @Test
    void staleWakeCostsTwoReads() {
        Scene scene = Scene.small();
        Answer answer = scene.ask(apply());
        int before = calls(scene);

        scene.wake(answer.run());

        assertThat(calls(scene) - before).as("run, its open orders").isEqualTo(2);
    }

    @Test
    void passInWhichNothingIsDueCostsOneReadAndASurveyOneMore() {
        Scene scene = Scene.small();
        scene.ask(apply());
        int before = calls(scene);

        scene.pass();

        assertThat(calls(scene) - before).isEqualTo(2);
        assertThat(scene.outlet.calls().total()).isEqualTo(2);
    }

    private static int writes(Scene scene) {
        return count(scene, true);
    }

    private static int reads(Scene scene) {
        return count(scene, false);
    }

    private static int calls(Scene scene) {
        return writes(scene) + reads(scene);
    }

    private static int count(Scene scene, boolean writing) {
        int ofRuns = Stream.of(FakeRuns.Call.values())
                .filter(call -> call.writes() == writing)
                .mapToInt(scene.runs.calls()::count)
                .sum();
        int ofNotices = Stream.of(FakeNotices.Call.values())
                .filter(call -> call.writes() == writing)
                .mapToInt(scene.notices.calls()::count)
                .sum();
        return ofRuns + ofNotices + (writing ? 0 : scene.timetables.calls().total());
    }
}
