package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.control.Stop;
import cloud.broom.notice.Event;
import cloud.broom.run.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The kill switch stops every run, and a run that cannot know whether it is on does nothing. */
final class KillSwitchTest {
    private static final String STOPPED = "kill-switch: stopped by Ann: failing over";
    private static final String UNREAD = "the kill switch cannot be read, so nothing is done: told to fail: READ";

    private final Scene scene = Scene.small();

    @Test
    void theKillSwitchStopsARunBetweenTwoParts() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(this::stop));

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.CANCELLED);
        assertThat(answer.reason()).isEqualTo(STOPPED);
        assertThat(answer.done()).as("the batch it was in").isEqualTo(2);
        assertThat(answer.remaining()).isEqualTo(4);
        assertThat(scene.task.left()).containsExactly("a3", "a4", "a5", "a6");
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
    }

    @Test
    void theKillSwitchStopsARunThatStillLooks() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6");
        scene.task.calls().next(FakeTask.Call.FIND, Fault.preceded(this::stop));

        Answer answer = scene.ask(dryRun(""));

        assertThat(answer.state()).isEqualTo(Status.CANCELLED);
        assertThat(answer.found()).isEqualTo(4);
    }

    @Test
    void slotsAreSkippedWhileTheKillSwitchIsOnAndTheNextAfterItPlansAnew() {
        scene.task.stale("a1");
        stop();

        Answer applying = scene.ask(apply(), "1");
        Answer looking = scene.ask(dryRun(""), "2");
        scene.controls.go("Ann", now());
        Answer again = scene.ask(apply(), "1");
        Answer next = scene.ask(apply(), "3");

        assertThat(applying.state()).isEqualTo(Status.SKIPPED);
        assertThat(applying.reason()).isEqualTo(STOPPED);
        assertThat(applying.scanned()).isZero();
        assertThat(looking.state()).isEqualTo(Status.SKIPPED);
        assertThat(again.state()).as("what was skipped stays skipped").isEqualTo(Status.SKIPPED);
        assertThat(scene.outlet.events())
                .as("what has started tells its end")
                .extracting(Event::detailType)
                .startsWith("Run Started", "Run Skipped", "Run Started", "Run Skipped");
        assertThat(next.done()).isEqualTo(1);
    }

    @Test
    void runThatWaitedEndsAsItIsWoken() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6");
        scene.invocationsOf(Duration.ofSeconds(5));
        Answer suspended = scene.ask(apply());
        stop();

        scene.settle();

        assertThat(scene.stored(suspended.run()).state().status()).isEqualTo(Status.CANCELLED);
        assertThat(scene.stored(suspended.run()).state().reason()).isEqualTo(STOPPED);
        assertThat(scene.task.batches()).isEmpty();
    }

    @Test
    void whileTheKillSwitchCannotBeReadNothingIsActedOn() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6");
        scene.task
                .calls()
                .next(
                        FakeTask.Call.ACT,
                        Fault.preceded(() -> scene.controls.failEvery(Optional.of(FakeControls.Call.READ))));
        Answer halted = scene.ask(apply());

        assertThat(halted.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(halted.reason()).isEqualTo(UNREAD);
        assertThat(halted.done()).isEqualTo(2);
        for (int i = 0; i < 50; i++) {
            scene.clock.advance(Duration.ofMinutes(1));
            assertThat(scene.wake(halted.run()).state()).isEqualTo(Status.AWAITING_RETRY);
        }
        assertThat(scene.task.left()).containsExactly("a3", "a4", "a5", "a6");

        scene.controls.failEvery(Optional.empty());
        scene.settle();
        assertThat(scene.stored(halted.run()).state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.task.left()).isEmpty();
    }

    @Test
    void whileTheKillSwitchCannotBeReadNothingIsLookedAtEither() {
        scene.task.stale("a1");
        scene.controls.failEvery(Optional.of(FakeControls.Call.READ));

        Answer answer = scene.ask(dryRun(""));

        assertThat(answer.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(answer.reason()).isEqualTo(UNREAD);
        assertThat(scene.task.calls().total()).isZero();
    }

    @Test
    void runThatHaltedUnreadIsSkippedIfTheKillSwitchProvesToBeOn() {
        scene.task.stale("a1");
        stop();
        scene.controls.failNext(FakeControls.Call.READ);
        Answer halted = scene.ask(apply());

        scene.settle();

        assertThat(halted.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(scene.stored(halted.run()).state().status()).isEqualTo(Status.SKIPPED);
        assertThat(scene.task.left()).containsExactly("a1");
    }

    private void stop() {
        scene.controls.stop(new Stop("Ann", "failing over", now()));
    }

    private Instant now() {
        return scene.clock.instant();
    }
}
