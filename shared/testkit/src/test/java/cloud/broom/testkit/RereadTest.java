package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.job.RunId;
import cloud.broom.past.Deed;
import cloud.broom.past.Past;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import cloud.broom.task.Outcome;
import cloud.broom.task.TaskFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Law 2: what is planned is looked at again before it is acted on, however the run came to wait between. */
final class RereadTest {
    private static final ErrorName SLOW = ErrorName.of("Fake.SlowDown", ErrorName.TRANSIENT);
    private static final String RULE =
            ",\"retry\":[{\"ErrorEquals\":[\"Fake.SlowDown\"],\"IntervalSeconds\":%d,\"MaxAttempts\":3}]";

    private final Scene scene = Scene.small();

    @Test
    void anItemThatChangedSinceItWasPlannedIsSkipped() {
        scene.task.stale("a1", "a2");
        scene.task.calls().next(FakeTask.Call.REREAD, Fault.preceded(() -> scene.task.rewrite("a2")));

        Answer answer = scene.ask(apply());

        isSpared(answer.run(), "a2");
        assertThat(outcome("a2").detail()).isEqualTo("writes was 1, is 2");
    }

    @Test
    void anItemThatChangedSinceItWasPlannedIsSkippedAfterABudgetIsSpent() {
        scene.invocationsOf(Duration.ofSeconds(5)).task.stale("a1", "a2");
        Answer first = scene.ask(apply());
        assertThat(first.state()).isEqualTo(Status.SUSPENDED);

        scene.task.rewrite("a2");
        scene.settle();

        isSpared(first.run(), "a2");
    }

    @Test
    void anItemThatChangedSinceItWasPlannedIsSkippedAfterARetry() {
        scene.task.stale("a1", "a2");
        scene.task.script("a2", Outcome.failed(SLOW, "told to fail"));
        Answer first = scene.ask(apply(RULE.formatted(60)));
        assertThat(first.state()).isEqualTo(Status.AWAITING_RETRY);

        scene.task.rewrite("a2");
        scene.settle();

        isSpared(first.run(), "a2");
    }

    @Test
    void anItemThatChangedSinceItWasPlannedIsSkippedAfterAWaitInPlace() {
        scene.task.stale("a1", "a2");
        scene.task.script("a2", Outcome.failed(SLOW, "told to fail"));
        scene.task.calls().next(FakeTask.Call.REREAD, Fault.NONE);
        scene.task.calls().next(FakeTask.Call.REREAD, Fault.preceded(() -> scene.task.rewrite("a2")));

        Answer answer = scene.ask(apply(RULE.formatted(1)));

        isSpared(answer.run(), "a2");
        assertThat(scene.run().stamp().fence()).as("in one invocation").isEqualTo(1);
    }

    @Test
    void anItemThatChangedSinceItWasPlannedIsSkippedAfterACrash() {
        scene.task.stale("a1", "a2");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.dyingBefore());
        scene.survive(() -> scene.ask(apply()));

        scene.task.rewrite("a2");
        scene.settle();

        isSpared(scene.run().id(), "a2");
    }

    @Test
    void anItemThatIsGoneIsNotActedOn() {
        scene.task.stale("a1", "a2");
        scene.task.calls().next(FakeTask.Call.REREAD, Fault.preceded(() -> scene.task.remove("a2")));

        Answer answer = scene.ask(apply());

        assertThat(answer.done()).isEqualTo(2);
        assertThat(scene.task.acts("a2")).isZero();
        assertThat(outcome("a2").kind()).isEqualTo(Outcome.Kind.GONE);
    }

    @Test
    void aBatchOfWhichNothingIsAsItWasPlannedIsNotSent() {
        scene.task.stale("a1", "a2");
        scene.task.calls().next(FakeTask.Call.REREAD, Fault.preceded(() -> {
            scene.task.rewrite("a1");
            scene.task.remove("a2");
        }));

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(scene.task.batches()).isEmpty();
    }

    @Test
    void nothingIsActedOnWhileItCannotBeLookedAtAgain() {
        scene.task.stale("a1");
        scene.task
                .calls()
                .each(call -> call == FakeTask.Call.REREAD
                        ? Fault.failing(new TaskFailure(SLOW, "told to fail"))
                        : Fault.NONE);

        Answer first = scene.ask(apply(RULE.formatted(60)));
        scene.settle();

        assertThat(first.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(scene.run().state().status()).isEqualTo(Status.FAILED);
        assertThat(scene.task.batches()).isEmpty();
        assertThat(scene.task.left()).containsExactly("a1");
    }

    private void isSpared(RunId id, String item) {
        Run run = scene.stored(id);
        assertThat(run.state().status()).isEqualTo(Status.COMPLETED);
        assertThat(run.progress().totals().skipped()).isEqualTo(1);
        assertThat(scene.task.left()).containsExactly(item);
        assertThat(outcome(item).kind()).isEqualTo(Outcome.Kind.CHANGED);
    }

    private Outcome outcome(String item) {
        return new Past(scene.runs, scene.parts)
                .part(scene.run(), 1).stream()
                        .filter(deed -> deed.planned().id().equals(item))
                        .findFirst()
                        .flatMap(Deed::outcome)
                        .orElseThrow();
    }
}
