package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.run.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The hours in which a run may act. */
final class WindowTest {
    private static final String OFFICE = ",\"window\":{\"from\":\"09:00\",\"to\":\"17:00\",\"timezone\":\"UTC\"}";

    private final Scene scene = Scene.small();

    @Test
    void runPlansAtNightAndActsInItsHours() {
        scene.task.stale("a1", "a2", "a3");

        Answer night = scene.ask(apply(OFFICE));

        assertThat(night.state()).isEqualTo(Status.SUSPENDED);
        assertThat(night.found()).isEqualTo(3);
        assertThat(night.wakeAt()).contains(Instant.parse("2026-02-02T09:00:00Z"));
        assertThat(scene.task.batches()).isEmpty();

        scene.settle();

        assertThat(scene.task.left()).isEmpty();
        assertThat(scene.stored(night.run()).state().status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void nobodyMakesItActEarlier() {
        scene.task.stale("a1");
        Answer night = scene.ask(apply(OFFICE));

        scene.wake(night.run());

        assertThat(scene.task.left()).containsExactly("a1");
    }
}
