package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import cloud.broom.task.TaskFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a run whose error is retried no more. */
final class CatchTest {
    private static final String SETTLE = ",\"catch\":[{\"ErrorEquals\":[\"%s\"],\"Next\":\"settle-partial\"}]";
    private static final String RULES = ",\"catch\":[{\"ErrorEquals\":[\"S3.AccessDenied\"],\"Next\":\"%s\"},"
            + "{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"%s\"}]";

    private final Scene scene = Scene.small();

    @BeforeEach
    void secondBatchFails() {
        scene.task.stale("a1", "a2", "a3", "a4");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.NONE);
        scene.task.calls().next(FakeTask.Call.ACT, Fault.failing(denied()));
    }

    @Test
    void settledRunEndsPartialWithWhatItHasDone() {
        Answer answer = scene.ask(apply(SETTLE.formatted("S3.AccessDenied")));

        assertThat(answer.state()).isEqualTo(Status.PARTIAL);
        assertThat(answer.reason()).isEqualTo("S3.AccessDenied: told to fail");
        assertThat(answer.done()).isEqualTo(2);
        assertThat(answer.remaining()).isEqualTo(2);
        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> assertThat(alert.attributes())
                .containsEntry("severity", "CRITICAL")
                .containsEntry("about", "partial"));
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
    }

    @Test
    void errorThatNoRuleIsForFailsTheRun() {
        assertThat(scene.ask(apply(SETTLE.formatted("S3.SlowDown"))).state()).isEqualTo(Status.FAILED);
    }

    @Test
    void firstRuleThatIsForTheErrorDecides() {
        assertThat(scene.ask(apply(RULES.formatted("fail", "settle-partial"))).state())
                .isEqualTo(Status.FAILED);

        Scene other = Scene.small();
        other.task.stale("a1");
        other.task.calls().next(FakeTask.Call.ACT, Fault.failing(denied()));
        assertThat(other.ask(apply(RULES.formatted("settle-partial", "fail"))).state())
                .isEqualTo(Status.PARTIAL);
    }

    @Test
    void allIsForWhatNoRuleBeforeItIsFor() {
        scene.task.calls().next(FakeTask.Call.FIND, Fault.failing(new IllegalStateException("a bug")));

        assertThat(scene.ask(apply(RULES.formatted("fail", "settle-partial"))).state())
                .isEqualTo(Status.PARTIAL);
    }

    @Test
    void retriersAreUsedUpFirst() {
        Answer answer = scene.ask(apply(SETTLE.formatted("States.ALL")
                + ",\"retry\":[{\"ErrorEquals\":[\"S3.AccessDenied\"],\"IntervalSeconds\":1,\"MaxAttempts\":1}]"));

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.done()).isEqualTo(4);
    }

    @Test
    void runThatKillsEveryInvocationCanBeSettledToo() {
        Scene deadly = Scene.small();
        deadly.task.stale("a1", "a2", "a3", "a4", "a5");
        int[] acts = new int[1];
        deadly.task.calls().each(call -> call == FakeTask.Call.ACT && ++acts[0] > 2 ? Fault.dyingBefore() : Fault.NONE);
        deadly.survive(() -> deadly.ask(apply(SETTLE.formatted("Broom.Crashed"))));

        deadly.settle();

        Run run = deadly.run();
        assertThat(run.state().status()).isEqualTo(Status.PARTIAL);
        assertThat(run.state().reason()).startsWith("Broom.Crashed: the last invocation ended without a word");
        assertThat(run.progress().totals().done()).isEqualTo(4);
    }

    private static TaskFailure denied() {
        return new TaskFailure(ErrorName.of("S3.AccessDenied"), "told to fail");
    }
}
