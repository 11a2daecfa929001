package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.notice.Notice;
import cloud.broom.plan.Totals;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Status;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.task.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Invocations that end without a word, wherever they do. */
final class CrashTest {
    private static final String[] NINE = {"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"};

    private final Scene scene = Scene.small();

    @Test
    void planPartStoredBeforeTheCrashIsThePlan() {
        scene.task.stale("a1", "a2", "a3", "a4", "a6");
        dieInCommit(2);
        scene.task.stale("a3x");

        scene.settle();

        Run run = scene.run();
        assertThat(run.state().status()).isEqualTo(Status.COMPLETED);
        assertThat(run.progress().totals().found()).isEqualTo(5);
        assertThat(scene.task.left()).as("not in the part that was stored").containsExactly("a3x");
    }

    @Test
    void planThatIsActedOnGrowsNoMore() {
        scene.task.stale("a1", "a2", "a3", "a4").put(Verdict.NO, "a5", "a6");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.NONE);
        scene.task.calls().next(FakeTask.Call.ACT, Fault.dyingBefore());
        scene.survive(() -> scene.ask(apply(",\"limits\":{\"items\":4}")));
        scene.task.stale("a7");

        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.run().progress().totals().found()).isEqualTo(4);
        assertThat(scene.task.left()).containsExactly("a5", "a6", "a7");
    }

    @Test
    void outcomesStoredBeforeTheCrashStand() {
        scene.task.stale("a1", "a2");
        dieInCommit(3);

        scene.settle();

        Totals totals = scene.run().progress().totals();
        assertThat(scene.task.acts("a1")).as("seen to be gone").isEqualTo(1);
        assertThat(totals.done()).isEqualTo(2);
        assertThat(totals.freed())
                .as("by the act that deleted, not by the one that found them gone")
                .isEqualTo(200);
    }

    @Test
    void outcomesStoredBeforeTheCrashAreCompletedByWhatTheyLeaveOut() {
        scene.task.stale("a1", "a2", "a3", "a4");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> scene.clock.advance(Duration.ofSeconds(890))));
        dieInCommit(3);

        scene.settle();

        Run run = scene.run();
        assertThat(scene.parts.names()).hasSize(3);
        assertThat(run.progress().totals().done()).isEqualTo(4);
        assertThat(run.progress().totals().freed()).isEqualTo(400);
        assertThat(run.state().status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void crashIsCountedInTheClaimAfterIt() {
        scene.task.stale("a1");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.dyingBefore());
        scene.survive(() -> scene.ask(apply()));
        Running held = (Running) scene.run().state();
        scene.clock.advanceTo(held.leaseExpires());

        Answer answer = scene.wake(scene.run().id());

        assertThat(answer.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(answer.reason()).isEqualTo("Broom.Crashed");
        assertThat(answer.wakeAt())
                .as("the default retrier's first delay")
                .contains(held.leaseExpires().plusSeconds(1));
        assertThat(scene.run().attempts().counts()).containsValue(1);
    }

    @Test
    void usersOwnRetrierOfACrashComesFirst() {
        scene.task.calls().each(call -> Fault.dyingBefore());
        scene.survive(() -> scene.ask(
                apply(",\"retry\":[{\"ErrorEquals\":[\"States.ALL\"],\"IntervalSeconds\":7200,\"MaxAttempts\":1}]")));
        Running held = (Running) scene.run().state();
        scene.clock.advanceTo(held.leaseExpires());

        Answer first = scene.wake(scene.run().id());
        assertThat(first.wakeAt()).contains(held.leaseExpires().plusSeconds(7200));
        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.FAILED);
        assertThat(scene.task.calls().count(FakeTask.Call.FIND)).isEqualTo(2);
    }

    @Test
    void planPartStoredBeforeTheCrashIsReadBackThoughPagesWithoutACandidateComeFirst() {
        for (int i = 0; i < 8; i++) {
            scene.task.put(Verdict.NO, "a%02d".formatted(i));
        }
        scene.task.stale("a20", "a21");
        dieInCommit(2);
        scene.task.remove("a20");
        scene.task.remove("a21");
        scene.task.stale("a3x");
        slowly();

        scene.settle();

        Run run = scene.run();
        assertThat(run.state().status()).isEqualTo(Status.COMPLETED);
        assertThat(run.progress().parts()).isEqualTo(1);
        assertThat(run.progress().totals().found()).isEqualTo(2);
        assertThat(run.progress().totals().scanned()).isEqualTo(10);
        assertThat(scene.task.left()).contains("a3x");
    }

    @Test
    void sixthCrashEndsTheRunWithOneAlert() {
        scene.task.stale("a1");
        scene.task.calls().each(call -> call == FakeTask.Call.ACT ? Fault.dyingBefore() : Fault.NONE);
        scene.survive(() -> scene.ask(apply()));

        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.FAILED);
        assertThat(scene.run().state().reason()).startsWith("Broom.Crashed: the last invocation ended without a word");
        assertThat(scene.task.calls().count(FakeTask.Call.ACT)).isEqualTo(6);
        assertThat(scene.outlet.alerts()).hasSize(1);
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
    }

    @Test
    void runThatKillsItsInvocationsAtOnceIsCountedToo() {
        scene.task.calls().each(call -> Fault.dyingBefore());
        scene.survive(() -> scene.ask(apply()));

        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.FAILED);
        assertThat(scene.task.calls().count(FakeTask.Call.FIND)).isEqualTo(6);
    }

    @Test
    void progressMakesTheCountBeginAnew() {
        scene.task.stale(NINE);
        int[] acts = new int[1];
        scene.task
                .calls()
                .each(call -> call == FakeTask.Call.ACT && ++acts[0] % 5 != 0 ? Fault.dyingBefore() : Fault.NONE);
        scene.invocationsOf(Duration.ofSeconds(5));
        scene.survive(() -> scene.ask(apply()));

        scene.settle();

        assertThat(acts[0])
                .as("more deaths than a run without progress is given")
                .isGreaterThan(20);
        assertThat(scene.run().state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.run().progress().totals().done()).isEqualTo(9);
    }

    @Test
    void heldRunIsLeftToItsHolderUntilTheLeaseExpires() {
        scene.task.stale("a1");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.dyingBefore());
        scene.survive(() -> scene.ask(apply()));
        Running held = (Running) scene.run().state();
        scene.clock.advanceTo(held.leaseExpires().minusMillis(1));

        Answer early = scene.wake(scene.run().id());

        assertThat(early.state()).isEqualTo(Status.RUNNING);
        assertThat(early.duplicate()).isTrue();
        assertThat(held.leaseExpires())
                .as("its deadline and the skew of clocks")
                .isEqualTo(
                        scene.run().asked().asOf().plus(Duration.ofMinutes(15)).plusSeconds(10));
    }

    @Test
    void partThatIsNotWhatWasStoredEndsTheRunAndNothingIsActedOn() {
        scene.task.stale("a1");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.dyingBefore());
        scene.survive(() -> scene.ask(apply()));
        scene.parts.corrupt(scene.run().planPart(1), new byte[] {1, 2, 3});

        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.FAILED);
        assertThat(scene.run().state().reason())
                .startsWith("Broom.UnreadablePart")
                .contains("00001");
        assertThat(scene.task.left()).containsExactly("a1");
    }

    @Test
    void runEndsTheSameWhicheverOfItsCallsIsItsLast() {
        everyCall(Fault::dyingBefore);
        everyCall(Fault::dyingAfter);
    }

    @Test
    void runEndsTheSameWhicheverOfItsCallsTheStoreDoesNotAnswer() {
        everyCall(() -> Fault.failing(new StoreUnavailable("no answer")));
        everyCall(() -> Fault.losing(new StoreUnavailable("answer lost")));
    }

    /** Has one run after the other meet a fault in its first call, its second, and so on until there is no such call. */
    private static void everyCall(Supplier<Fault> fault) {
        int reached = 0;
        for (int call = 1; reached == call - 1; call++) {
            reached = faultInCall(call, fault);
        }
        assertThat(reached).as("calls that a run makes").isGreaterThan(25);
    }

    /** Answers how many calls came to pass, at most {@code number}. */
    private static int faultInCall(int number, Supplier<Fault> fault) {
        Scene scene = Scene.small().invocationsOf(Duration.ofMinutes(2));
        scene.task.stale(NINE);
        int[] calls = new int[1];
        Supplier<Fault> chance = () -> calls[0] < number && ++calls[0] == number ? fault.get() : Fault.NONE;
        scene.runs.calls().each(call -> chance.get());
        scene.notices.calls().each(call -> chance.get());
        scene.parts.calls().each(call -> chance.get());
        scene.outlet.calls().each(call -> chance.get());
        scene.task.calls().each(call -> chance.get());
        scene.survive(() -> scene.ask(apply()));
        scene.survive(() -> scene.ask(apply()));
        scene.settle();
        scene.runs.calls().each(call -> Fault.NONE);
        scene.notices.calls().each(call -> Fault.NONE);
        check(scene, "fault in call " + number);
        return calls[0];
    }

    private static void check(Scene scene, String when) {
        Totals totals = scene.run().progress().totals();
        assertThat(scene.run().state().status()).as(when).isEqualTo(Status.COMPLETED);
        assertThat(totals.found()).as(when).isEqualTo(9);
        assertThat(totals.done()).as(when).isEqualTo(9);
        assertThat(scene.task.left()).as(when).isEmpty();
        assertThat(scene.runs.placed(Scene.TIDY).current()).as(when).isEmpty();
        List<String> ids =
                scene.outlet.told().stream().map(Notice::id).distinct().toList();
        assertThat(ids).as(when + ": start and end are told under one id each").hasSize(2);
    }

    /** A search this slow is saved before it has found anything. */
    private void slowly() {
        scene.task.calls().each(call -> Fault.preceded(() -> scene.clock.advance(Duration.ofSeconds(31))));
    }

    /** The first invocation dies in its n-th commit, which is not written. */
    private void dieInCommit(int number) {
        for (int i = 1; i < number; i++) {
            scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        }
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.dyingBefore());
        assertThat(scene.survive(() -> scene.ask(apply()))).isFalse();
    }
}
