package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.notice.Notice;
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
        assertThat(scene.outlet.told()).hasSize(1);
        assertThat(scene.runs.undelivered()).isEmpty();
        assertThat(scene.pass()).isEqualTo(new Pass(0, 0, 0));
    }

    @Test
    void noticeThatIsStillNotTakenIsToldAgainLater() {
        scene.outlet.refuseNext(2);
        scene.ask(apply());
        scene.clock.advance(Duration.ofMinutes(1));

        assertThat(scene.pass()).isEqualTo(new Pass(0, 0, 1));
        assertThat(scene.pass()).as("postponed").isEqualTo(new Pass(0, 0, 0));
        scene.clock.advance(Duration.ofMinutes(2));
        assertThat(scene.pass()).isEqualTo(new Pass(0, 1, 0));
    }

    @Test
    void noticeWhoseDeliveryWasNotLearntOfIsToldTwiceUnderOneId() {
        scene.outlet.loseResponseOfNext();
        scene.ask(apply());

        scene.settle();

        assertThat(scene.outlet.told()).hasSize(2);
        assertThat(scene.outlet.told())
                .extracting(Notice::id)
                .containsOnly(scene.outlet.told().get(0).id());
    }

    @Test
    void noticeOfAnInvocationThatDiedBeforeTellingItIsTold() {
        scene.outlet.calls().next(FakeOutlet.Call.DELIVER, Fault.dyingBefore());
        scene.survive(() -> scene.ask(apply()));

        scene.settle();

        assertThat(scene.outlet.events()).hasSize(1);
        assertThat(scene.run().stamp().fence()).as("the run itself had ended").isEqualTo(1);
    }

    @Test
    void oneNoticeThatIsNotTakenDoesNotHoldBackTheOther() {
        scene.task.stale("a1");
        scene.outlet.refuseNext(1);

        scene.ask(apply(",\"limits\":{\"items\":0}"));

        assertThat(scene.outlet.told()).hasSize(1);
        assertThat(scene.runs.undelivered()).hasSize(1);
    }

    @Test
    void callerIsAnsweredThoughADeliveryCouldNotBeRecorded() {
        scene.runs.failNext(FakeRuns.Call.DELIVERED);

        assertThat(scene.ask(apply()).state()).isEqualTo(Status.COMPLETED);

        scene.settle();
        assertThat(scene.outlet.told())
                .extracting(Notice::id)
                .hasSize(2)
                .containsOnly(scene.outlet.told().get(0).id());
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
    void wakeFromALaggingIndexIsHarmless() {
        scene.task.stale("a1", "a2", "a3");
        Answer suspended = scene.invocationsOf(Duration.ofSeconds(5)).ask(apply());
        scene.invocationsOf(Duration.ofMinutes(15)).wake(suspended.run());
        scene.clock.advance(Duration.ofMinutes(20));
        scene.runs.staleNext();

        Pass pass = scene.pass();

        assertThat(pass).as("the notice was told since, and is not told again").isEqualTo(new Pass(0, 1, 0));
        assertThat(scene.outlet.told()).hasSize(1);
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
        assertThat(scene.outlet.events()).hasSize(1);
    }
}
