package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.call.Call;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Event;
import cloud.broom.notice.Notice;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import cloud.broom.watch.Watchdog.Pass;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is due is woken or told, and nothing else. */
final class WatchTest {
    private final Scene scene = Scene.small();

    @Test
    void noticeThatWasNotTakenIsToldByTheWatchdog() {
        scene.outlet.refuseNext(1);
        Answer answer = scene.ask(apply());
        scene.clock.advance(Duration.ofSeconds(59));
        assertThat(scene.pass()).isEqualTo(new Pass(0, 0, 0));
        scene.clock.advance(Duration.ofSeconds(1));

        assertThat(scene.pass()).isEqualTo(new Pass(0, 1, 0));

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(scene.outlet.events()).extracting(Event::detailType).containsExactly("Run Completed", "Run Started");
        assertThat(scene.notices.undelivered()).isEmpty();
        assertThat(scene.pass()).isEqualTo(new Pass(0, 0, 0));
    }

    @Test
    void noticeThatIsStillNotTakenIsToldAgainLater() {
        scene.outlet.refuseNext(4);
        scene.ask(apply());
        scene.clock.advance(Duration.ofMinutes(1));

        assertThat(scene.pass()).isEqualTo(new Pass(0, 0, 2));
        assertThat(scene.pass()).as("postponed").isEqualTo(new Pass(0, 0, 0));
        scene.clock.advance(Duration.ofMinutes(2));
        assertThat(scene.pass()).isEqualTo(new Pass(0, 2, 0));
    }

    @Test
    void noticeWhoseDeliveryWasNotLearntOfIsToldTwiceUnderOneId() {
        scene.outlet.loseResponseOfNext();
        scene.ask(apply());

        scene.settle();

        assertThat(scene.outlet.told())
                .extracting(Notice::id)
                .hasSize(3)
                .containsOnlyOnce(end())
                .endsWith(start());
    }

    @Test
    void noticeOfAnInvocationThatDiedBeforeTellingItIsTold() {
        scene.outlet.calls().next(FakeOutlet.Call.DELIVER, Fault.NONE);
        scene.outlet.calls().next(FakeOutlet.Call.DELIVER, Fault.dyingBefore());
        scene.survive(() -> scene.ask(apply()));

        scene.settle();

        assertThat(scene.outlet.events()).hasSize(2);
        assertThat(scene.run().stamp().fence()).as("the run itself had ended").isEqualTo(1);
    }

    @Test
    void oneNoticeThatIsNotTakenDoesNotHoldBackTheOther() {
        scene.task.stale("a1");
        scene.outlet.refuseNext(1);

        scene.ask(apply(",\"limits\":{\"items\":0}"));

        assertThat(scene.outlet.told()).hasSize(3);
        assertThat(scene.notices.undelivered()).hasSize(1);
    }

    @Test
    void callerIsAnsweredThoughADeliveryCouldNotBeRecorded() {
        scene.notices.failNext(FakeNotices.Call.DELIVERED);

        assertThat(scene.ask(apply()).state()).isEqualTo(Status.COMPLETED);

        scene.settle();
        assertThat(scene.outlet.told())
                .extracting(Notice::id)
                .hasSize(3)
                .containsOnlyOnce(end())
                .endsWith(start());
    }

    @Test
    void onlyRunsThatAreDueAreWoken() {
        scene.task.stale("a1", "a2", "a3");
        scene.invocationsOf(Duration.ofSeconds(5));
        Answer due = scene.ask(apply());
        scene.invocationsOf(Duration.ofMinutes(15)).ask(dryRun(""), "ended");
        Answer parked = scene.ask(apply(",\"limits\":{\"items\":0}").replace("tidy", "other"), "parked");

        assertThat(scene.pass()).isEqualTo(new Pass(1, 0, 0));

        assertThat(parked.state()).isEqualTo(Status.BLOCKED);
        assertThat(scene.waker.take()).containsExactly(new FakeWaker.Wake(due.run(), "fake-function"));
    }

    @Test
    void runWhoseFunctionDoesNotTakeTheCallIsDueAgain() {
        scene.task.stale("a1", "a2", "a3");
        scene.invocationsOf(Duration.ofSeconds(5)).ask(apply());
        scene.waker.failNext();

        assertThat(scene.pass()).isEqualTo(new Pass(0, 0, 1));
        assertThat(scene.pass()).isEqualTo(new Pass(1, 0, 0));
    }

    @Test
    void runWhoseFunctionIsGoneIsEndedWithOneAlertAndHandsItsPlaceOn() {
        Answer gone = suspended("gone-function", "1");
        Answer next = suspended("fake-function", "2");
        scene.waker.remove("gone-function");

        assertThat(scene.pass()).isEqualTo(new Pass(1, 0, 0));

        Run ended = scene.stored(gone.run());
        assertThat(ended.state().status()).isEqualTo(Status.FAILED);
        assertThat(ended.state().reason()).isEqualTo("unrunnable: function gone-function is gone");
        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> assertThat(alert.attributes())
                .containsEntry("severity", "ERROR")
                .containsEntry("job", "tidy"));
        assertThat(scene.runs.placed(Scene.TIDY).current()).contains(next.run());
        scene.settle();
        assertThat(scene.stored(next.run()).state().status())
                .as("its own function is there")
                .isEqualTo(Status.COMPLETED);
        assertThat(scene.outlet.alerts())
                .extracting(Alert::subject)
                .containsExactly("[FAILED] tidy", "[RECOVERED] tidy");
    }

    @Test
    void runThatIsHeldIsLeftToItsHolderThoughItsFunctionIsGone() {
        scene.task.stale("a1");
        scene.waker.remove("fake-function");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> {
            scene.tell(Call.Tell.What.CANCEL, scene.run().id());
            scene.pass();
        }));

        assertThat(scene.ask(apply()).state()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void runWhoseRecordCannotBeReadIsBuriedOnceAndHandsItsPlaceOn() {
        Answer broken = suspended("fake-function", "1");
        Answer next = suspended("fake-function", "2");
        scene.runs.garble(broken.run());
        scene.clock.advance(Duration.ofMinutes(30));
        scene.pass();
        assertThat(scene.runs.buried())
                .as("it might be a version that is being rolled out")
                .isEmpty();
        scene.clock.advance(Duration.ofMinutes(1));

        scene.settle();

        assertThat(scene.runs.buried()).containsOnlyKeys(broken.run());
        assertThat(scene.runs.buried().values()).singleElement().satisfies(burial -> assertThat(
                        burial.end().reason())
                .startsWith("unrunnable: record of run " + broken.run() + " cannot be read"));
        assertThat(scene.outlet.alerts())
                .extracting(Alert::subject)
                .containsExactly("[FAILED] tidy", "[RECOVERED] tidy");
        assertThat(scene.outlet.alerts().get(0).body()).contains("under runs/tidy/" + broken.run());
        assertThat(scene.stored(next.run()).state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
    }

    @Test
    void ordersToABuriedRunAreRefused() {
        Answer broken = suspended("fake-function", "1");
        scene.runs.calls().next(FakeRuns.Call.ORDER, Fault.dyingAfter());
        scene.survive(() -> scene.tell(Call.Tell.What.CANCEL, broken.run()));
        scene.runs.garble(broken.run());

        scene.settle();

        assertThat(scene.runs.buried()).containsOnlyKeys(broken.run());
        assertThat(scene.runs.open()).isEmpty();
        assertThat(scene.runs.refused()).hasSize(1);
    }

    @Test
    void unreadableRunOfAFunctionThatIsGoneIsBuriedToo() {
        Answer broken = suspended("gone-function", "1");
        scene.runs.garble(broken.run());
        scene.waker.remove("gone-function");

        scene.pass();

        assertThat(scene.runs.buried()).containsOnlyKeys(broken.run());
    }

    @Test
    void slotIsSkippedThoughTheRecordOfTheRunThatHasThePlaceCannotBeRead() {
        Answer broken = suspended("fake-function", "1");
        scene.runs.garble(broken.run());

        Answer next = scene.ask(apply(), "next");

        assertThat(next.state()).isEqualTo(Status.SKIPPED);
        assertThat(next.reason()).isEqualTo("overlap: another run has the job's place");
    }

    @Test
    void wakeFromALaggingIndexIsHarmless() {
        scene.task.stale("a1", "a2", "a3");
        Answer suspended = scene.invocationsOf(Duration.ofSeconds(5)).ask(apply());
        scene.invocationsOf(Duration.ofMinutes(15)).wake(suspended.run());
        scene.clock.advance(Duration.ofMinutes(20));
        scene.runs.staleNext();

        Pass pass = scene.pass();

        assertThat(pass).as("the notice was told since, and is not told again").isEqualTo(new Pass(0, 1, 0));
        assertThat(scene.outlet.told()).hasSize(2);
    }

    @Test
    void runIsNotWokenTwiceIntoActingTwice() {
        scene.task.stale("a1", "a2", "a3");
        scene.invocationsOf(Duration.ofSeconds(5)).ask(apply());
        scene.invocationsOf(Duration.ofMinutes(15));
        scene.pass();
        scene.pass();

        scene.waker.take().forEach(wake -> scene.wake(wake.run()));

        assertThat(scene.run().state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.task.acts("a1")).isEqualTo(1);
        assertThat(scene.outlet.events()).extracting(Event::detailType).containsExactly("Run Started", "Run Completed");
    }

    private String start() {
        return scene.run().id() + ".1.started";
    }

    private String end() {
        return scene.run().id() + "." + scene.run().stamp().version() + ".event";
    }

    /** A run that goes on in its function's next invocation, or waits for its turn. */
    private Answer suspended(String function, String slot) {
        scene.task.stale("a1", "a2", "a3");
        return scene.broom()
                .advance(
                        Scene.call("{\"job\":" + apply(",\"overlap\":\"queue\"") + ",\"slot\":\"" + slot + "\"}"),
                        new FakeInvocation(scene.clock, Duration.ofSeconds(5), slot.hashCode(), "request", function));
    }
}
