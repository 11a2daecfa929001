package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.call.Call;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import cloud.broom.task.Outcome;
import cloud.broom.task.TaskFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failures that pass, and those that do not. */
final class RetryTest {
    private static final ErrorName SLOW = ErrorName.of("S3.SlowDown", ErrorName.TRANSIENT);
    private static final ErrorName DENIED = ErrorName.of("S3.AccessDenied");
    private static final String RULE =
            ",\"retry\":[{\"ErrorEquals\":[\"S3.SlowDown\"],\"IntervalSeconds\":%d,\"MaxAttempts\":%d}]";

    private final Scene scene = Scene.small();

    @Test
    void failureThatIsRetriedWaitsAsLongAsTheRuleSays() {
        scene.task.stale("a1");
        failing(FakeTask.Call.FIND, SLOW, 2);

        Answer first = scene.ask(apply(RULE.formatted(30, 2)));

        Instant second = scene.clock.instant().plusSeconds(30);
        assertThat(first.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(first.reason()).isEqualTo("S3.SlowDown: told to fail");
        assertThat(first.wakeAt()).contains(second);
        scene.clock.advanceTo(second.minusMillis(1));
        assertThat(scene.wake(first.run()).duplicate()).isTrue();
        scene.clock.advanceTo(second);
        assertThat(scene.wake(first.run()).wakeAt()).contains(second.plusSeconds(60));
        scene.clock.advanceTo(second.plusSeconds(60));
        assertThat(scene.wake(first.run()).state()).isEqualTo(Status.COMPLETED);
        assertThat(scene.task.left()).isEmpty();
    }

    @Test
    void shortWaitIsSpentInPlace() {
        scene.task.stale("a1");
        failing(FakeTask.Call.FIND, SLOW, 2);
        FakeInvocation here = scene.invocation();

        Answer answer = scene.broom().advance(call(apply(RULE.formatted(1, 2))), here);

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(here.paused()).isEqualTo(Duration.ofSeconds(1 + 2));
        assertThat(scene.run().stamp().fence()).isEqualTo(1);
    }

    @Test
    void waitIsSpentInPlaceOnlyIfTheBudgetHoldsIt() {
        scene.invocationsOf(Duration.ofSeconds(15 + 4)).task.stale("a1");
        failing(FakeTask.Call.FIND, SLOW, 1);
        assertThat(scene.ask(apply(RULE.formatted(4, 1)), "too-long").state()).isEqualTo(Status.AWAITING_RETRY);

        failing(FakeTask.Call.FIND, SLOW, 1);
        assertThat(scene.ask(apply(RULE.formatted(3, 1)).replace("tidy", "other"), "fits")
                        .state())
                .isNotEqualTo(Status.AWAITING_RETRY);
    }

    @Test
    void waitOfMoreThanFiveSecondsIsNeverSpentInPlace() {
        failing(FakeTask.Call.FIND, SLOW, 1);
        assertThat(scene.ask(apply(RULE.formatted(5, 1))).state()).isEqualTo(Status.COMPLETED);

        failing(FakeTask.Call.FIND, SLOW, 1);
        assertThat(scene.ask(apply(RULE.formatted(6, 1)), "six").state()).isEqualTo(Status.AWAITING_RETRY);
    }

    @Test
    void failureOutlastingItsRuleEndsTheRun() {
        scene.task.stale("a1");
        failing(FakeTask.Call.FIND, SLOW, 3);
        Answer first = scene.ask(apply(RULE.formatted(30, 2)));

        scene.settle();

        Run run = scene.stored(first.run());
        assertThat(run.state().status()).isEqualTo(Status.FAILED);
        assertThat(run.state().reason()).isEqualTo("S3.SlowDown: told to fail");
        assertThat(scene.task.calls().count(FakeTask.Call.FIND)).isEqualTo(3);
        assertThat(scene.outlet.alerts()).hasSize(1);
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
    }

    @Test
    void failureThatNoRuleNamesEndsTheRunAtOnce() {
        scene.task.stale("a1");
        failing(FakeTask.Call.FIND, DENIED, 1);

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.FAILED);
        assertThat(answer.reason()).isEqualTo("S3.AccessDenied: told to fail");
        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> assertThat(alert.attributes())
                .containsEntry("severity", "ERROR"));
        assertThat(scene.task.left()).containsExactly("a1");
    }

    @Test
    void unforeseenExceptionEndsTheRunUnderItsClassName() {
        scene.task.calls().next(FakeTask.Call.FIND, Fault.failing(new IllegalStateException("a bug")));

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.FAILED);
        assertThat(answer.reason()).isEqualTo("java.lang.IllegalStateException: a bug");
    }

    @Test
    void storeOfPartsThatDoesNotAnswerIsWaitedFor() {
        scene.task.stale("a1");
        scene.parts.failNext(FakeParts.Call.PUT_ONCE);

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).as("after a short wait in place").isEqualTo(Status.COMPLETED);
        assertThat(scene.task.left()).isEmpty();
    }

    @Test
    void onlyTheItemsThatFailedAreSentAgain() {
        scene.task.stale("a1", "a2", "a3", "a4");
        scene.task.script("a2", failed(SLOW), failed(SLOW));
        FakeInvocation here = scene.invocation();

        Answer answer = scene.broom().advance(call(apply(RULE.formatted(1, 3))), here);

        assertThat(answer.done()).isEqualTo(4);
        assertThat(scene.task.batches())
                .containsExactly(List.of("a1", "a2"), List.of("a2"), List.of("a2"), List.of("a3", "a4"));
        assertThat(here.paused()).isEqualTo(Duration.ofSeconds(1 + 2));
    }

    @Test
    void itemThatKeepsFailingIsFailedAndTheOthersAreNot() {
        scene.task.stale("a1", "a2", "a3");
        scene.task.script("a2", failed(SLOW), failed(SLOW), failed(SLOW));

        Answer answer = scene.ask(apply(RULE.formatted(1, 2)));

        assertThat(answer.state()).isEqualTo(Status.PARTIAL);
        assertThat(answer.failed()).isEqualTo(1);
        assertThat(answer.done()).isEqualTo(2);
        assertThat(scene.task.acts("a2")).isEqualTo(3);
    }

    @Test
    void itemThatIsDeniedIsNotSentAgainWithOneThatIsRetried() {
        scene.task.stale("a1", "a2");
        scene.task.script("a1", failed(DENIED));
        scene.task.script("a2", failed(SLOW));

        Answer answer = scene.ask(apply(RULE.formatted(1, 3)));

        assertThat(scene.task.batches()).containsExactly(List.of("a1", "a2"), List.of("a2"));
        assertThat(answer.failed()).isEqualTo(1);
        assertThat(answer.done()).isEqualTo(1);
    }

    @Test
    void itemThatIsDeniedIsNotSentAgain() {
        scene.task.stale("a1", "a2");
        scene.task.script("a1", failed(DENIED));

        Answer answer = scene.ask(apply());

        assertThat(answer.failed()).isEqualTo(1);
        assertThat(scene.task.acts("a1")).isEqualTo(1);
    }

    @Test
    void longWaitForItemsIsLeftToTheAgendaAndWhatIsDoneIsRecorded() {
        scene.task.stale("a1", "a2", "a3", "a4");
        scene.task.script("a2", failed(SLOW));

        Answer first = scene.ask(apply(RULE.formatted(60, 2)));

        assertThat(first.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(first.wakeAt()).contains(scene.clock.instant().plusSeconds(60));
        assertThat(first.done()).isEqualTo(1);
        assertThat(first.remaining()).isEqualTo(3);
        scene.settle();
        assertThat(scene.run().state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.task.acts("a1")).isEqualTo(1);
        assertThat(scene.task.acts("a2")).isEqualTo(2);
    }

    @Test
    void shortWaitIsNotSpentInPlaceCloseToTheDeadline() {
        scene.task.stale("a1");
        scene.task.script("a1", failed(SLOW));
        scene.invocationsOf(Duration.ofSeconds(8));

        Answer planned = scene.ask(apply(RULE.formatted(3, 2)));
        Answer acted = scene.wake(planned.run());

        assertThat(planned.state()).isEqualTo(Status.SUSPENDED);
        assertThat(acted.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(acted.wakeAt()).contains(scene.clock.instant().plusSeconds(3));
    }

    @Test
    void itemsDeferredAgainAndAgainAreFailedInTheEnd() {
        scene.task.stale("a1");
        scene.task.script("a1", failed(SLOW), failed(SLOW), failed(SLOW), failed(SLOW));

        Answer first = scene.ask(apply(RULE.formatted(60, 2)));
        scene.settle();

        assertThat(first.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(scene.run().state().status()).isEqualTo(Status.PARTIAL);
        assertThat(scene.task.acts("a1")).isEqualTo(3);
    }

    @Test
    void whatWasDoneBeforeABatchFailedIsRecorded() {
        scene.task.stale("a1", "a2", "a3", "a4");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.NONE);
        failing(FakeTask.Call.ACT, DENIED, 1);

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.FAILED);
        assertThat(answer.reason()).isEqualTo("S3.AccessDenied: told to fail");
        assertThat(answer.done()).isEqualTo(2);
        assertThat(answer.freed()).isEqualTo(200);
        assertThat(answer.remaining()).isEqualTo(2);
        assertThat(scene.outlet.alerts().get(0).body()).startsWith("2 of 4 planned items are recorded as done");
        assertThat(scene.task.calls().count(FakeTask.Call.ACT))
                .as("it is not sent again")
                .isEqualTo(2);
    }

    @Test
    void whatWasDoneBeforeItsResendingFailedIsRecorded() {
        scene.task.stale("a1", "a2");
        scene.task.script("a2", failed(SLOW));
        scene.task.calls().next(FakeTask.Call.ACT, Fault.NONE);
        failing(FakeTask.Call.ACT, DENIED, 1);

        Answer answer = scene.ask(apply(RULE.formatted(1, 2)));

        assertThat(answer.state()).isEqualTo(Status.FAILED);
        assertThat(answer.done()).isEqualTo(1);
        assertThat(answer.remaining()).isEqualTo(1);
    }

    @Test
    void batchThatKeepsFailingWithoutAnyProgressGivesUp() {
        scene.task.stale("a1", "a2");
        scene.task.calls().each(call -> call == FakeTask.Call.ACT ? Fault.failing(failure(SLOW)) : Fault.NONE);

        scene.ask(apply(RULE.formatted(30, 2)));
        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.FAILED);
        assertThat(scene.task.calls().count(FakeTask.Call.ACT)).isEqualTo(3);
    }

    private void failing(FakeTask.Call call, ErrorName error, int times) {
        for (int i = 0; i < times; i++) {
            scene.task.calls().next(call, Fault.failing(failure(error)));
        }
    }

    private static TaskFailure failure(ErrorName error) {
        return new TaskFailure(error, "told to fail", new IllegalStateException(error.name()));
    }

    private static Outcome failed(ErrorName error) {
        return Outcome.failed(error, "told to fail");
    }

    private static Call call(String job) {
        return Scene.call("{\"job\":" + job + ",\"slot\":\"" + Scene.SLOT + "\"}");
    }
}
