package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Status;
import cloud.broom.task.TaskFailure;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For how long invocations may move a run. Each call of the task takes 20 seconds: to plan 8 items 80, to apply them 80. */
final class TimeoutTest {
    private static final String RETRIED =
            ",\"retry\":[{\"ErrorEquals\":[\"%s\"],\"IntervalSeconds\":60,\"MaxAttempts\":1}]";

    private final Scene scene = Scene.small();

    @BeforeEach
    void eightItems() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");
        slowly(scene);
    }

    @Test
    void runThatMovesForTooLongFails() {
        Answer answer = scene.ask(apply(",\"timeout\":\"PT1M\""));

        assertThat(answer.state()).isEqualTo(Status.FAILED);
        assertThat(answer.reason()).isEqualTo("Broom.Timeout: invocations have moved the run for more than PT1M");
        assertThat(answer.done()).isZero();
        assertThat(scene.outlet.alerts()).hasSize(1);
    }

    @Test
    void timeBetweenInvocationsDoesNotCount() {
        scene.invocationsOf(Duration.ofSeconds(30));
        Answer answer = scene.ask(apply(",\"timeout\":\"PT3M\""));
        while (answer.wakeAt().isPresent()) {
            scene.clock.advance(Duration.ofHours(1));
            answer = scene.wake(answer.run());
        }

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(scene.run().stamp().fence()).isGreaterThan(3);
        assertThat(scene.run().progress().spent()).isEqualTo(Duration.ofSeconds(160));
    }

    @Test
    void timeOfAllInvocationsIsAddedUp() {
        scene.invocationsOf(Duration.ofSeconds(30)).ask(apply(",\"timeout\":\"PT140S\""));

        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.run().progress().spent()).isEqualTo(Duration.ofSeconds(160));

        Scene shorter = Scene.small().invocationsOf(Duration.ofSeconds(30));
        shorter.task.stale("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");
        slowly(shorter);
        shorter.ask(apply(",\"timeout\":\"PT139S\""));
        shorter.settle();

        assertThat(shorter.run().state().status()).isEqualTo(Status.FAILED);
        assertThat(shorter.run().progress().totals().done())
                .as("its last part was not begun after 140 seconds")
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Broom.Timeout", "States.Timeout", "States.ALL"})
    void retrierThatNamesItGivesTheRunItsTimeAnew(String name) {
        Answer first = scene.ask(apply(",\"timeout\":\"PT1M\"" + RETRIED.formatted(name)));

        assertThat(first.state()).isEqualTo(Status.AWAITING_RETRY);
        scene.clock.advanceTo(first.wakeAt().orElseThrow());
        Answer second = scene.wake(first.run());

        assertThat(second.state()).isEqualTo(Status.COMPLETED);
        assertThat(second.done()).isEqualTo(8);
    }

    @Test
    void timeThatNoWriteHasCountedYetIsNotCountedAfterARetry() {
        scene.task
                .calls()
                .next(
                        FakeTask.Call.FIND,
                        new Fault(
                                () -> {
                                    scene.clock.advance(Duration.ofMinutes(5));
                                    throw new TaskFailure(ErrorName.of("S3.SlowDown", ErrorName.TRANSIENT), "late");
                                },
                                () -> {}));

        Answer first = scene.ask(apply(",\"timeout\":\"PT1M\"" + RETRIED.formatted("Broom.Timeout")));
        assertThat(first.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(scene.run().progress().spent()).isZero();
        scene.clock.advanceTo(first.wakeAt().orElseThrow());

        assertThat(scene.wake(first.run()).found()).isEqualTo(8);
    }

    @Test
    void timeoutCanBeCaught() {
        Answer answer = scene.ask(
                apply(
                        ",\"timeout\":\"PT90S\",\"catch\":[{\"ErrorEquals\":[\"States.Timeout\"],\"Next\":\"settle-partial\"}]"));

        assertThat(answer.state()).isEqualTo(Status.PARTIAL);
        assertThat(answer.done()).isEqualTo(4);
    }

    /** A page and a batch take twenty seconds each. */
    private static void slowly(Scene scene) {
        Fault slow = Fault.preceded(() -> scene.clock.advance(Duration.ofSeconds(20)));
        scene.task.calls().each(call -> call == FakeTask.Call.REREAD ? Fault.NONE : slow);
    }
}
