package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.notice.Event;
import cloud.broom.run.Commit;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import cloud.broom.task.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A run that is larger than one invocation. */
final class SuspendTest {
    private static final Duration SPENT_AT_ONCE = Duration.ofSeconds(5);

    private final Scene scene = Scene.small();

    @Test
    void goesOnInAsManyInvocationsAsItTakes() {
        scene.invocationsOf(SPENT_AT_ONCE).task.stale("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9");

        Answer first = scene.ask(apply());
        scene.settle();

        Run run = scene.stored(first.run());
        assertThat(first.state()).isEqualTo(Status.SUSPENDED);
        assertThat(run.state().status()).isEqualTo(Status.COMPLETED);
        assertThat(run.progress().totals().done()).isEqualTo(9);
        assertThat(run.progress().totals().scanned()).isEqualTo(9);
        assertThat(run.stamp().fence()).isGreaterThanOrEqualTo(9);
        assertThat(scene.task.batches().stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(scene.outlet.events()).extracting(Event::detailType).containsExactly("Run Started", "Run Completed");
    }

    @Test
    void everyInvocationMovesTheRunHoweverLateItIs() {
        scene.invocationsOf(SPENT_AT_ONCE)
                .task
                .put(Verdict.NO, "a1", "a2", "a3")
                .stale("a4", "a5", "a6");

        Answer answer = scene.ask(apply());
        scene.settle();

        Map<Long, Long> writes = scene.runs.written().stream()
                .map(Commit::run)
                .collect(Collectors.groupingBy(run -> run.stamp().fence(), Collectors.counting()));
        writes.remove(scene.stored(answer.run()).stamp().fence());
        assertThat(writes).isNotEmpty();
        assertThat(writes.values()).as("claim, checkpoint, halt").allMatch(count -> count >= 3);
    }

    @Test
    void suspendedRunIsDueAtOnce() {
        scene.invocationsOf(SPENT_AT_ONCE).task.stale("a1", "a2", "a3");

        Answer answer = scene.ask(apply());

        assertThat(answer.wakeAt()).contains(scene.clock.instant());
        assertThat(scene.pass().woken()).isEqualTo(1);
        assertThat(scene.waker.take()).containsExactly(new FakeWaker.Wake(answer.run(), "fake-function"));
    }

    @Test
    void noSearchGoesOnBeyondTheMargin() {
        for (int i = 0; i < 40; i++) {
            scene.task.put(Verdict.NO, "a%02d".formatted(i));
        }
        scene.invocationsOf(Duration.ofMinutes(1)).task.calls().each(call -> takes(Duration.ofSeconds(10)));

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.SUSPENDED);
        assertThat(answer.scanned()).as("5 pages of 2 in 50 seconds").isEqualTo(10);
        scene.settle();
        assertThat(scene.stored(answer.run()).progress().totals().scanned()).isEqualTo(40);
    }

    @Test
    void noBatchBeginsBeyondTheMargin() {
        Scene wide = new Scene(new FakeTask(10, 1), 100, 10);
        wide.task.stale("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9");
        wide.invocationsOf(Duration.ofMinutes(1))
                .task
                .calls()
                .each(call -> call == FakeTask.Call.ACT
                        ? Fault.preceded(() -> wide.clock.advance(Duration.ofSeconds(20)))
                        : Fault.NONE);

        Answer answer = wide.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.SUSPENDED);
        assertThat(answer.done()).isEqualTo(3);
        assertThat(answer.remaining()).isEqualTo(7);
        wide.settle();
        assertThat(wide.stored(answer.run()).progress().totals().done()).isEqualTo(10);
        assertThat(wide.task.batches()).hasSize(10);
    }

    @Test
    void ageIsCountedFromTheClaimHoweverLongTheRunTakes() {
        scene.invocationsOf(SPENT_AT_ONCE).task.stale("a1", "a2", "a3", "a4", "a5", "a6");
        Answer answer = scene.ask(apply());

        scene.settle();

        assertThat(scene.task.judgedAsOf())
                .containsExactly(scene.stored(answer.run()).asked().asOf());
    }

    @Test
    void longSearchThatFindsNothingIsSavedEveryHalfMinute() {
        for (int i = 0; i < 20; i++) {
            scene.task.put(Verdict.NO, "a%02d".formatted(i));
        }
        scene.task.calls().each(call -> takes(Duration.ofSeconds(10)));

        scene.ask(apply());

        assertThat(scene.runs.written())
                .extracting(commit -> commit.run().progress().totals().scanned())
                .as("claim, three pages of ten seconds each time, end")
                .containsExactly(0L, 6L, 12L, 18L, 20L);
    }

    private Fault takes(Duration length) {
        return Fault.preceded(() -> scene.clock.advance(length));
    }
}
