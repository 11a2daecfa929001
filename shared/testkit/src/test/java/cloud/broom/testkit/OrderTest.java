package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.call.Call.Tell.What;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.json.Refused;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Entry;
import cloud.broom.run.OrderRefused;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import cloud.broom.task.TaskFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person tells a run. */
final class OrderTest {
    private static final String BLOCKED = apply(",\"limits\":{\"items\":0}");
    private static final String RETRYING =
            apply(",\"retry\":[{\"ErrorEquals\":[\"S3.SlowDown\"],\"IntervalSeconds\":600,\"MaxAttempts\":2}]");

    private final Scene scene = Scene.small();

    @Test
    void cancelOfAMovingRunIsHeardAtItsNextBrake() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");
        List<Answer> told = new ArrayList<>();
        scene.task
                .calls()
                .next(
                        FakeTask.Call.ACT,
                        Fault.preceded(() ->
                                told.add(scene.tell(What.CANCEL, scene.run().id()))));

        Answer answer = scene.ask(apply());

        assertThat(told.get(0).state()).isEqualTo(Status.RUNNING);
        assertThat(answer.state()).isEqualTo(Status.CANCELLED);
        assertThat(answer.reason()).isEqualTo("by Ann");
        assertThat(answer.done()).as("the part it was at, as a whole").isEqualTo(4);
        assertThat(scene.task.left()).containsExactly("a5", "a6", "a7", "a8");
        assertThat(scene.runs.open()).isEmpty();
        assertThat(scene.runs.refused()).isEmpty();
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
    }

    @Test
    void cancelOfAPlanningRunIsHeardAtItsNextBrake() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");
        scene.task
                .calls()
                .next(
                        FakeTask.Call.FIND,
                        Fault.preceded(() -> scene.tell(What.CANCEL, scene.run().id())));

        Answer answer = scene.ask(dryRun(""));

        assertThat(answer.state()).isEqualTo(Status.CANCELLED);
        assertThat(answer.found()).isEqualTo(4);
    }

    @Test
    void cancelOfAParkedRunIsFollowedAtOnce() {
        scene.task.stale("a1");
        Answer blocked = scene.ask(BLOCKED);

        Answer told = scene.tell(What.CANCEL, blocked.run());

        assertThat(told.state()).isEqualTo(Status.CANCELLED);
        assertThat(told.reason()).isEqualTo("by Ann");
        assertThat(scene.runs.open()).isEmpty();
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
        assertThat(scene.runs.history(blocked.run()))
                .extracting(Entry::note)
                .as("who ordered it is part of its history")
                .contains("CANCEL by Ann");
    }

    @Test
    void cancelOfAQueuedRunTakesItOutOfTheQueue() {
        scene.task.stale("a1");
        Answer blocked = scene.ask(BLOCKED, "1");
        Answer queued = scene.ask(apply(",\"overlap\":\"queue\""), "2");

        assertThat(scene.tell(What.CANCEL, queued.run()).state()).isEqualTo(Status.CANCELLED);

        assertThat(scene.runs.placed(Scene.TIDY).current()).contains(blocked.run());
        assertThat(scene.runs.placed(Scene.TIDY).queue()).isEmpty();
    }

    @Test
    void endedRunRefusesEveryOrderButRetry() {
        Answer ended = scene.ask(apply());

        assertThatThrownBy(() -> scene.tell(What.CANCEL, ended.run()))
                .isInstanceOf(OrderRefused.class)
                .hasMessage("run " + ended.run() + " is COMPLETED: it cannot be told to cancel");
        assertThatThrownBy(() -> scene.tell(What.RESUME, ended.run())).isInstanceOf(OrderRefused.class);
        assertThat(scene.runs.open()).isEmpty();
    }

    @Test
    void orderThatComesAfterTheLastBrakeIsRefusedByAWake() {
        scene.task.stale("a1");
        scene.task
                .calls()
                .next(
                        FakeTask.Call.ACT,
                        Fault.preceded(() -> scene.tell(What.CANCEL, scene.run().id())));

        Answer answer = scene.ask(apply());
        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(scene.runs.open()).hasSize(1);
        scene.settle();

        assertThat(scene.runs.open()).isEmpty();
        assertThat(scene.runs.refused().values()).containsExactly("the run has ended COMPLETED");
        assertThat(scene.stored(answer.run()).state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.pass().woken()).isZero();
    }

    @Test
    void cancelOutlivesTheInvocationThatHeardIt() {
        scene.task.stale("a1", "a2", "a3");
        Answer suspended = scene.invocationsOf(Duration.ofSeconds(5)).ask(apply());
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.dyingAfter());

        assertThat(scene.survive(() -> scene.tell(What.CANCEL, suspended.run())))
                .isFalse();
        scene.invocationsOf(Duration.ofMinutes(15)).settle();

        assertThat(scene.stored(suspended.run()).state().status()).isEqualTo(Status.CANCELLED);
        assertThat(scene.task.left()).hasSize(3);
    }

    @Test
    void orderWhoseInvocationDiedIsFollowedAtTheNextWake() {
        scene.task.stale("a1");
        Answer blocked = scene.ask(BLOCKED);
        scene.runs.calls().next(FakeRuns.Call.ORDER, Fault.dyingAfter());
        scene.survive(() -> scene.tell(What.CANCEL, blocked.run()));

        assertThat(scene.pass().woken()).isEqualTo(1);
        scene.waker.take().forEach(wake -> scene.wake(wake.run()));

        assertThat(scene.stored(blocked.run()).state().status()).isEqualTo(Status.CANCELLED);
        assertThat(scene.runs.open()).isEmpty();
    }

    @Test
    void cancelIsJudgedBeforeTheEndOfAWait() {
        scene.task.stale("a1");
        Answer blocked = scene.ask(BLOCKED);
        scene.clock.advance(Duration.ofDays(3));

        assertThat(scene.tell(What.CANCEL, blocked.run()).reason()).isEqualTo("by Ann");
    }

    @Test
    void cancelIsJudgedBeforeATimeout() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> {
            scene.clock.advance(Duration.ofMinutes(2));
            scene.tell(What.CANCEL, scene.run().id());
        }));

        assertThat(scene.ask(apply(",\"timeout\":\"PT1M\"")).state()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void resumeGoesOnBeforeItsTime() {
        scene.task.stale("a1");
        fail(1);
        Answer waiting = scene.ask(RETRYING);
        assertThat(waiting.state()).isEqualTo(Status.AWAITING_RETRY);

        assertThat(scene.tell(What.RESUME, waiting.run()).state()).isEqualTo(Status.COMPLETED);

        assertThat(scene.runs.open()).isEmpty();
        assertThat(scene.task.left()).isEmpty();
    }

    @Test
    void resumeOfARunThatWaitsForMoreThanTimeIsRefused() {
        scene.task.stale("a1");
        Answer blocked = scene.ask(BLOCKED);

        assertThatThrownBy(() -> scene.tell(What.RESUME, blocked.run()))
                .isInstanceOf(OrderRefused.class)
                .hasMessageContaining("is BLOCKED: it cannot be told to resume");
        assertThat(scene.runs.open()).isEmpty();
    }

    @Test
    void retryOfAnEndedRunIsANewRunInASlotThatNamesTheOld() {
        scene.task.stale("a1");
        scene.task.calls().next(FakeTask.Call.FIND, Fault.failing(failure("S3.AccessDenied")));
        Answer failed = scene.ask(apply());

        Answer again = scene.tell(What.RETRY, failed.run());
        Answer more = scene.tell(What.RETRY, failed.run());

        assertThat(failed.state()).isEqualTo(Status.FAILED);
        assertThat(again.state()).isEqualTo(Status.COMPLETED);
        assertThat(again.run()).isNotEqualTo(failed.run());
        assertThat(again.slot().text()).isEqualTo("retry/" + failed.run() + "/1");
        assertThat(more.slot().text()).as("the first is over").isEqualTo("retry/" + failed.run() + "/2");
        assertThat(scene.stored(failed.run()).state().status()).isEqualTo(Status.FAILED);
        assertThat(scene.task.left()).isEmpty();
    }

    @Test
    void retryThatIsToldTwiceIsOneRunWhileItLives() {
        scene.task.stale("a1");
        fail(4);
        Answer waiting = scene.ask(RETRYING);
        scene.tell(What.CANCEL, waiting.run());

        Answer once = scene.tell(What.RETRY, waiting.run());
        Answer twice = scene.tell(What.RETRY, waiting.run());

        assertThat(once.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(twice.run()).isEqualTo(once.run());
        assertThat(twice.duplicate()).isTrue();
    }

    @Test
    void retryKeepsTheModeOfTheRunAndWhatItsJobIsRegisteredAs() {
        Answer tried = scene.advance(
                Scene.call("{\"job\":" + apply() + ",\"slot\":\"" + Scene.SLOT + "\",\"mode\":\"dry-run\"}"));

        Run again = scene.stored(scene.tell(What.RETRY, tried.run()).run());

        assertThat(again.job().mode()).isEqualTo(Mode.DRY_RUN);
        assertThat(again.asked().written()).isEqualTo(Mode.APPLY);
        assertThat(scene.runs.registered(Scene.TIDY).orElseThrow().job().mode()).isEqualTo(Mode.APPLY);
    }

    @Test
    void retryOfALiveRunIsRefused() {
        scene.task.stale("a1");
        Answer blocked = scene.ask(BLOCKED);

        assertThatThrownBy(() -> scene.tell(What.RETRY, blocked.run()))
                .isInstanceOf(OrderRefused.class)
                .hasMessageContaining("cannot be told to retry");
    }

    @Test
    void orderToARunThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> scene.tell(What.CANCEL, new RunId("tidy.0123456789abcdef")))
                .isInstanceOf(Refused.class)
                .hasMessage("run: there is no run tidy.0123456789abcdef");
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            scene.task.calls().next(FakeTask.Call.FIND, Fault.failing(failure("S3.SlowDown")));
        }
    }

    private static TaskFailure failure(String error) {
        return new TaskFailure(ErrorName.of(error), "told to fail");
    }
}
