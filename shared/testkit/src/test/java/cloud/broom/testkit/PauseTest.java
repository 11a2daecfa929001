package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.Pauses;
import cloud.broom.Pauses.Paused;
import cloud.broom.call.Request;
import cloud.broom.call.Request.OfJob.What;
import cloud.broom.json.Refused;
import cloud.broom.run.Status;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A paused job starts nothing. */
final class PauseTest {
    private static final String QUEUE = apply(",\"overlap\":\"queue\"");

    private final Scene scene = Scene.small();

    @Test
    void slotOfAPausedJobIsRecordedAsSkipped() {
        scene.ask(apply(), "before");
        scene.task.stale("a1");

        assertThat(scene.tell(What.PAUSE)).isEqualTo(new Paused(Scene.TIDY, Optional.of("Ann")));
        Answer applying = scene.ask(apply());
        Answer looking = scene.ask(dryRun(""), "look");

        assertThat(applying.state()).isEqualTo(Status.SKIPPED);
        assertThat(applying.reason()).isEqualTo("paused by Ann");
        assertThat(scene.stored(applying.run()).state().status()).isEqualTo(Status.SKIPPED);
        assertThat(looking.state()).isEqualTo(Status.SKIPPED);
        assertThat(scene.task.left()).containsExactly("a1");
    }

    @Test
    void pauseCancelsWhatMovesAndWhatWaits() {
        scene.task.stale("a1", "a2", "a3");
        scene.invocationsOf(Duration.ofSeconds(5));
        Answer moving = scene.ask(QUEUE, "1");
        Answer waiting = scene.ask(QUEUE, "2");

        scene.tell(What.PAUSE);
        scene.settle();

        assertThat(scene.stored(moving.run()).state().status()).isEqualTo(Status.CANCELLED);
        assertThat(scene.stored(moving.run()).state().reason()).isEqualTo("by pause by Ann");
        assertThat(scene.stored(waiting.run()).state().status()).isEqualTo(Status.CANCELLED);
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
        assertThat(scene.task.left()).hasSize(3);
    }

    @Test
    void runThatIsBeingClaimedAsItsJobIsPausedIsSkipped() {
        scene.ask(apply(), "before");
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.preceded(() -> scene.tell(What.PAUSE)));

        assertThat(scene.ask(apply()).state()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void unpausedJobStartsRunsAgain() {
        scene.ask(apply(), "before");
        scene.task.stale("a1");
        scene.tell(What.PAUSE);
        scene.ask(apply(), "1");

        assertThat(scene.tell(What.UNPAUSE)).isEqualTo(new Paused(Scene.TIDY, Optional.empty()));

        assertThat(scene.ask(apply(), "1").state())
                .as("what was skipped stays skipped")
                .isEqualTo(Status.SKIPPED);
        assertThat(scene.ask(apply(), "2").done()).isEqualTo(1);
    }

    @Test
    void pauseOfAJobOfAnotherTaskIsRefused() {
        scene.ask(apply(), "before");
        Request.OfJob pause = new Request.OfJob(What.PAUSE, Scene.TIDY, "Ann");

        assertThatThrownBy(() -> new Pauses(scene.runs, "other").tell(pause, scene.invocation()))
                .isInstanceOf(Refused.class)
                .hasMessage("job: tidy is of task fake, this function runs other");
        assertThat(scene.ask(apply()).state()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void pauseOfAJobThatIsNotRegisteredIsRefused() {
        assertThatThrownBy(() -> scene.tell(What.PAUSE))
                .isInstanceOf(Refused.class)
                .hasMessage("job: no job is registered as tidy");
    }
}
