package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.notice.Event;
import cloud.broom.run.Status;
import cloud.broom.task.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Law 8: what a limit lets through, and what becomes of a run that breaches one. */
final class LimitsTest {
    private final Scene scene = Scene.small();

    @Test
    void limitLetsItsNumberThrough() {
        scene.task.stale("a1", "a2", "a3");

        assertThat(scene.ask(apply(",\"limits\":{\"items\":3}")).done()).isEqualTo(3);
    }

    @Test
    void limitStopsOneMoreAndActsOnNothing() {
        scene.task.stale("a1", "a2", "a3", "a4");

        Answer answer = scene.ask(apply(",\"limits\":{\"items\":3}"));

        assertThat(answer.state()).isEqualTo(Status.BLOCKED);
        assertThat(answer.reason()).isEqualTo("plan 4 items > limits.items 3");
        assertThat(answer.remaining()).isEqualTo(4);
        assertThat(scene.task.batches()).isEmpty();
        assertThat(scene.task.left()).hasSize(4);
    }

    @Test
    void percentIsOfWhatWasScanned() {
        scene.task.stale("a1", "a2", "a3");
        scene.task.put(Verdict.NO, "a4");

        assertThat(scene.ask(apply(",\"limits\":{\"percent\":74.99}")).reason())
                .isEqualTo("plan 75 % of what was scanned > limits.percent 74.99 %");
        assertThat(scene.ask(dryRun(",\"limits\":{\"percent\":75}"), "other").reason())
                .isEmpty();
    }

    @Test
    void bytesAreThoseThatActingFrees() {
        scene.task.stale("a1", "a2");

        assertThat(scene.ask(dryRun(",\"limits\":{\"bytes\":199}")).reason())
                .isEqualTo("would be blocked: plan 200 B > limits.bytes 199 B");
        assertThat(scene.ask(dryRun(",\"limits\":{\"bytes\":200}"), "other").reason())
                .isEmpty();
    }

    @Test
    void dollarsAreThoseThatActingSavesEachMonth() {
        scene.task.stale("a1", "a2");

        assertThat(scene.ask(dryRun(",\"limits\":{\"usd\":1.99}")).reason())
                .isEqualTo("would be blocked: plan $2.00 a month > limits.usd $1.99");
        assertThat(scene.ask(dryRun(",\"limits\":{\"usd\":2}"), "other").reason())
                .isEmpty();
    }

    @Test
    void allLimitsThatAreGivenHold() {
        scene.task.stale("a1", "a2");

        assertThat(scene.ask(apply(",\"limits\":{\"items\":1,\"bytes\":1,\"usd\":1}"))
                        .reason())
                .isEqualTo(
                        "plan 2 items > limits.items 1; plan 200 B > limits.bytes 1 B; plan $2.00 a month > limits.usd $1.00");
    }

    @Test
    void zeroLetsNoneThrough() {
        scene.task.stale("a1");

        assertThat(scene.ask(apply(",\"limits\":{\"items\":0}")).state()).isEqualTo(Status.BLOCKED);
        assertThat(scene.task.left()).containsExactly("a1");
    }

    @Test
    void zeroIsNotBreachedByNothing() {
        assertThat(scene.ask(apply(",\"limits\":{\"items\":0}")).state()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void unlimitedIsBoundedByTheCeilingOfTheStack() {
        Scene narrow = new Scene(new FakeTask(2, 2), 2, 4);
        narrow.task.stale("a1", "a2", "a3");

        Answer answer = narrow.ask(apply(",\"limits\":{\"items\":\"unlimited\"}"));

        assertThat(answer.state()).isEqualTo(Status.BLOCKED);
        assertThat(answer.reason()).isEqualTo("plan 3 items > the stack's ceiling 2");
        assertThat(narrow.task.left()).hasSize(3);
    }

    @Test
    void jobsOwnLimitCannotExceedTheCeiling() {
        Scene narrow = new Scene(new FakeTask(2, 2), 2, 4);
        narrow.task.stale("a1", "a2", "a3");

        assertThat(narrow.ask(apply(",\"limits\":{\"items\":1000}")).state()).isEqualTo(Status.BLOCKED);
    }

    @Test
    void unlimitedGoesBeyondWhatHoldsByDefault() {
        Scene wide = new Scene(new FakeTask(500, 500), 5000, 1000);
        for (int i = 0; i < 1001; i++) {
            wide.task.stale("a%05d".formatted(i));
        }

        assertThat(wide.ask(apply(), "first").state()).isEqualTo(Status.BLOCKED);
        wide.clock.advance(Duration.ofDays(2));
        wide.settle();
        assertThat(wide.ask(apply(",\"limits\":{\"items\":\"unlimited\"}"), "second")
                        .done())
                .isEqualTo(1001);
    }

    @Test
    void dryRunEndsAndNamesTheLimitItWouldBreach() {
        scene.task.stale("a1", "a2");

        Answer answer = scene.ask(dryRun(",\"limits\":{\"items\":1}"));

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.reason()).isEqualTo("would be blocked: plan 2 items > limits.items 1");
    }

    @Test
    void breachIsToldToPeopleAndMachinesWithItsEndDate() {
        scene.task.stale("a1");

        Answer answer = scene.ask(apply(",\"limits\":{\"items\":0}"));

        assertThat(scene.outlet.events())
                .extracting(Event::detailType)
                .containsExactly("Run Started", "Run Blocked", "Incident Opened");
        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).startsWith("[BLOCKED] tidy");
            assertThat(alert.body())
                    .contains("Nothing was deleted or changed.")
                    .contains("No action needed before Mon 2 Feb 03:00 UTC (then cancelled).")
                    .contains("Go: broom approve " + answer.run() + " --digest " + answer.planDigest());
        });
    }

    @Test
    void blockedRunKeepsItsPlaceUntilItIsCancelledInTime() {
        scene.task.stale("a1");
        Answer blocked = scene.ask(apply(",\"limits\":{\"items\":0}"));

        Answer next = scene.ask(apply(), "2026-01-31T02:00:00Z");

        assertThat(next.state()).isEqualTo(Status.SKIPPED);
        assertThat(next.reason()).isEqualTo("parked: run " + blocked.run() + " is BLOCKED");
        scene.settle();
        Answer ended = scene.wake(blocked.run());
        assertThat(ended.state()).isEqualTo(Status.CANCELLED);
        assertThat(ended.reason()).isEqualTo("in time nothing came of: plan 1 items > limits.items 0");
        assertThat(scene.task.left()).containsExactly("a1");
        assertThat(scene.runs.placed(Scene.TIDY).current()).isEmpty();
        assertThat(scene.outlet.events())
                .extracting(Event::detailType)
                .containsExactly("Run Started", "Run Blocked", "Incident Opened", "Run Cancelled");
    }

    @Test
    void blockedRunIsNotMovedBeforeItsTime() {
        scene.task.stale("a1");
        Answer blocked = scene.ask(apply(",\"limits\":{\"items\":0}"));
        scene.clock.advance(Duration.ofDays(2).minusSeconds(1));

        Answer early = scene.wake(blocked.run());

        assertThat(early.duplicate()).isTrue();
        assertThat(early.state()).isEqualTo(Status.BLOCKED);
    }
}
