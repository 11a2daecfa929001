package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.call.Call;
import cloud.broom.job.Job;
import cloud.broom.job.RunId;
import cloud.broom.run.Commit;
import cloud.broom.run.Order;
import cloud.broom.run.Place;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What becomes of a slot while another run has the job's place: law 6. */
final class OverlapTest {
    private static final String QUEUE = apply(",\"overlap\":\"queue\"");
    private static final String REPLACE = apply(",\"overlap\":\"replace\"");
    private static final String BLOCKED = apply(",\"overlap\":\"queue\",\"limits\":{\"items\":0}");
    private static final Duration SPENT_AT_ONCE = Duration.ofSeconds(5);

    private final Scene scene = suspending();

    @Test
    void queuedRunsStartInTheOrderTheyWereAskedFor() {
        assertThat(scene.ask(QUEUE, "9").state()).isEqualTo(Status.SUSPENDED);
        assertThat(scene.ask(QUEUE, "2").state()).isEqualTo(Status.QUEUED);
        assertThat(scene.ask(QUEUE, "5").state()).isEqualTo(Status.QUEUED);
        assertThat(scene.ask(QUEUE, "1").state()).isEqualTo(Status.QUEUED);

        scene.settle();

        assertThat(ended(scene)).containsExactly("9", "2", "5", "1");
        assertThat(scene.runs.stored()).extracting(run -> run.state().status()).containsOnly(Status.COMPLETED);
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
    }

    @Test
    void runThatFindsTheQueueFullIsRecordedAsSkipped() {
        for (int i = 0; i <= Job.QUEUE_MOST; i++) {
            scene.ask(QUEUE, "slot-" + i);
        }

        Answer more = scene.ask(QUEUE, "more");

        assertThat(scene.runs.placed(Scene.TIDY).queue()).hasSize(Job.QUEUE_MOST);
        assertThat(more.state()).isEqualTo(Status.SKIPPED);
        assertThat(more.reason()).isEqualTo("queue full: 10 runs wait already");
        assertThat(scene.stored(more.run()).state().status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void placeIsHandedOnInTheWriteOfTheEnd() {
        Answer first = scene.ask(QUEUE, "1");
        Answer second = scene.ask(QUEUE, "2");
        scene.invocationsOf(Duration.ofMinutes(15)).wake(first.run());

        Commit end = scene.runs.written().get(scene.runs.written().size() - 1);
        assertThat(end.run().id()).isEqualTo(first.run());
        assertThat(end.run().live()).isFalse();
        assertThat(end.place().flatMap(Place::current)).contains(second.run());
        assertThat(end.orders().opened()).singleElement().satisfies(order -> {
            assertThat(order.kind()).isEqualTo(Order.Kind.START);
            assertThat(order.run()).isEqualTo(second.run());
        });
        assertThat(scene.wake(second.run()).state()).isEqualTo(Status.COMPLETED);
        assertThat(scene.runs.open()).isEmpty();
    }

    @Test
    void queuedRunDoesNotMoveBeforeItsTurn() {
        scene.ask(QUEUE, "1");
        Answer second = scene.ask(QUEUE, "2");
        int writes = scene.runs.written().size();

        Answer woken = scene.wake(second.run());

        assertThat(woken.state()).isEqualTo(Status.QUEUED);
        assertThat(woken.duplicate()).isTrue();
        assertThat(scene.runs.written()).hasSize(writes);
    }

    @Test
    void runThatWaitedTooLongIsCancelledAndLeavesTheQueue() {
        Answer parked = scene.invocationsOf(Duration.ofMinutes(15)).ask(BLOCKED, "1");
        Answer second = scene.ask(QUEUE, "2");
        Answer third = scene.ask(QUEUE, "3");
        scene.clock.advanceTo(second.wakeAt().orElseThrow());

        Answer given = scene.wake(second.run());

        assertThat(parked.state()).isEqualTo(Status.BLOCKED);
        assertThat(given.state()).isEqualTo(Status.CANCELLED);
        assertThat(given.reason()).isEqualTo("in time nothing came of: waits for the job's place");
        assertThat(scene.runs.placed(Scene.TIDY).current()).contains(parked.run());
        assertThat(scene.runs.placed(Scene.TIDY).queue()).containsExactly(third.run());
        assertThat(scene.runs.open()).as("nobody's turn has come").isEmpty();
    }

    @Test
    void runWhoseWaitForItsPlaceIsOverDoesNotMoveByACrash() {
        scene.invocationsOf(Duration.ofMinutes(15)).ask(BLOCKED, "1");
        Answer second = scene.ask(QUEUE, "2");
        scene.clock.advanceTo(second.wakeAt().orElseThrow());
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.dyingAfter());
        scene.survive(() -> scene.wake(second.run()));
        assertThat(scene.stored(second.run()).state()).isInstanceOf(Running.class);
        scene.clock.advance(Duration.ofMinutes(20));

        Answer woken = scene.wake(second.run());

        assertThat(woken.state()).isEqualTo(Status.CANCELLED);
        assertThat(woken.reason()).isEqualTo("in time nothing came of: waits for the job's place");
        assertThat(woken.scanned()).as("it has not so much as looked").isZero();
    }

    @Test
    void runThatWasTakenOutOfTurnWaitsOn() {
        scene.invocationsOf(Duration.ofMinutes(15)).ask(BLOCKED, "1");
        Answer second = scene.ask(QUEUE, "2");
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.dyingAfter());
        scene.survive(() -> scene.tell(Call.Tell.What.CANCEL, second.run()));
        scene.runs.open().forEach(order -> scene.runs.refuse(order, "lost", scene.clock.instant()));
        scene.clock.advance(Duration.ofMinutes(20));

        Answer woken = scene.wake(second.run());

        assertThat(woken.state()).isEqualTo(Status.QUEUED);
        assertThat(woken.wakeAt()).as("no later than it would have been").isEqualTo(second.wakeAt());
    }

    @Test
    void runThatHasItsPlaceStartsThoughTheOrderThatSaysSoWasLost() {
        Answer first = scene.ask(QUEUE, "1");
        Answer second = scene.ask(QUEUE, "2");
        scene.invocationsOf(Duration.ofMinutes(15)).wake(first.run());
        scene.runs.open().forEach(order -> scene.runs.refuse(order, "lost", scene.clock.instant()));
        scene.clock.advanceTo(second.wakeAt().orElseThrow());

        assertThat(scene.wake(second.run()).state()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void replacingRunCancelsEverybodyAndWaitsInOneWrite() {
        Answer first = scene.ask(QUEUE, "1");
        Answer second = scene.ask(QUEUE, "2");

        Answer third = scene.ask(REPLACE, "3");

        Commit made = scene.runs.written().get(scene.runs.written().size() - 1);
        assertThat(third.state()).isEqualTo(Status.QUEUED);
        assertThat(made.run().id()).isEqualTo(third.run());
        assertThat(made.place().map(Place::queue)).contains(List.of(third.run()));
        assertThat(made.place().flatMap(Place::current)).contains(first.run());
        assertThat(made.orders().opened()).extracting(Order::run).containsExactly(first.run(), second.run());
        assertThat(made.orders().opened()).extracting(Order::kind).containsOnly(Order.Kind.CANCEL);
        scene.settle();
        assertThat(status(first)).isEqualTo(Status.CANCELLED);
        assertThat(status(second)).isEqualTo(Status.CANCELLED);
        assertThat(status(third)).isEqualTo(Status.COMPLETED);
        assertThat(scene.stored(first.run()).state().reason())
                .isEqualTo("by run " + third.run() + ", which replaces it");
    }

    @Test
    void movingRunIsReplacedAtItsNextBrake() {
        scene.invocationsOf(Duration.ofMinutes(15));
        List<Answer> replacing = new ArrayList<>();
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> replacing.add(scene.ask(REPLACE, "2"))));

        Answer first = scene.ask(QUEUE, "1");

        assertThat(first.state()).isEqualTo(Status.CANCELLED);
        assertThat(first.done()).as("its first part, as a whole").isEqualTo(4);
        assertThat(scene.wake(replacing.get(0).run()).done()).isEqualTo(1);
    }

    @Test
    void placeGoesOnWhicheverCallIsAnInvocationsLast() {
        everyCall(Fault::dyingBefore);
        everyCall(Fault::dyingAfter);
        everyCall(FakeRuns::repeated);
    }

    /** Has queued runs meet a fault in their first commit, their second, and so on. */
    private static void everyCall(Supplier<Fault> fault) {
        int reached = 0;
        for (int call = 1; reached == call - 1; call++) {
            reached = faultInCall(call, fault);
        }
        assertThat(reached).as("calls that the runs make").isGreaterThan(20);
    }

    private static int faultInCall(int number, Supplier<Fault> fault) {
        Scene scene = suspending();
        int[] calls = new int[1];
        scene.runs.calls().each(call -> {
            boolean hit = call == FakeRuns.Call.COMMIT && calls[0] < number && ++calls[0] == number;
            return hit ? fault.get() : Fault.NONE;
        });
        for (String slot : List.of("1", "2", "3")) {
            scene.survive(() -> scene.ask(QUEUE, slot));
            scene.survive(() -> scene.ask(QUEUE, slot));
        }
        scene.settle();
        scene.runs.calls().each(call -> Fault.NONE);
        String when = "fault in commit " + number;
        assertThat(scene.runs.stored())
                .as(when)
                .hasSize(3)
                .allMatch(run -> run.state().status() == Status.COMPLETED);
        assertThat(scene.runs.placed(Scene.TIDY).current()).as(when).isEmpty();
        onlyTheOwnerOfThePlaceMoves(scene, when);
        return calls[0];
    }

    private static void onlyTheOwnerOfThePlaceMoves(Scene scene, String when) {
        Optional<RunId> owner = Optional.empty();
        for (Commit commit : scene.runs.written()) {
            owner = commit.place().map(Place::current).orElse(owner);
            if (commit.run().state() instanceof Running) {
                assertThat(owner).as(when).contains(commit.run().id());
            }
        }
    }

    private static Scene suspending() {
        Scene scene = Scene.small().invocationsOf(SPENT_AT_ONCE);
        scene.task.stale("a1", "a2", "a3", "a4", "a5");
        return scene;
    }

    private static List<String> ended(Scene scene) {
        return scene.runs.written().stream()
                .map(Commit::run)
                .filter(run -> !run.live())
                .map(run -> run.asked().slot().text())
                .toList();
    }

    private Status status(Answer answer) {
        Run run = scene.stored(answer.run());
        return run.state().status();
    }
}
