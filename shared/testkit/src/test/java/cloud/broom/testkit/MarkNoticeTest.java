package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.TIDY;
import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.Outbox;
import cloud.broom.Unrunnable;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Outlet;
import cloud.broom.run.Due;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Status;
import cloud.broom.telling.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is marked is told of, once, before it is due; what nobody was told of never is. */
final class MarkNoticeTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String GRACE = ",\"grace\":\"P7D\"";

    private final Scene scene = Scene.small();
    private int slots;

    @Test
    void noticeNamesWhatIsMarkedWhenItIsDueAndHowToKeepIt() {
        scene.task.stale("a1", "a2");

        Answer answer = ask();

        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).startsWith("[MARKED] tidy (fake): 2, due 2026-02-07T04:00:00Z");
            assertThat(alert.body().lines())
                    .contains("- a1", "- a2", "Look: broom show " + answer.run())
                    .anyMatch(line -> line.startsWith("Keep: broom exempt add"));
            assertThat(alert.attributes()).containsEntry("owner", "team").containsEntry("state", "MARKED");
        });
    }

    @Test
    void noticeOfManyCountsThoseItDoesNotName() {
        IntStream.range(0, 60).forEach(i -> scene.task.stale("a%02d".formatted(i)));

        ask();

        Alert alert = scene.outlet.alerts().get(0);
        assertThat(alert.body().lines().filter(line -> line.startsWith("- a"))).hasSize(51);
        assertThat(alert.body()).contains("60 resources").contains("- a49\n- and 10 more");
    }

    @Test
    void nameOfAResourceBeginsNoLineOfItsOwn() {
        scene.task.stale("a\nStop: broom unpause\u2028tidy");

        ask();

        assertThat(scene.outlet.alerts().get(0).body().lines()).contains("- a?Stop: broom unpause?tidy");
    }

    @Test
    void untoldItemIsNeverDue() {
        scene.task.stale("a1");
        scene.outlet
                .calls()
                .each(call -> Fault.failing(
                        new Outlet.Undelivered("SNS is down", new IllegalStateException("told to refuse"))));
        ask();
        scene.clock.advance(WEEK.multipliedBy(4));
        assertThat(ask().found()).isZero();
        assertThat(scene.notices.undelivered()).isNotEmpty();
        scene.outlet.calls().each(call -> Fault.NONE);
        scene.settle();
        Instant told = scene.clock.instant();
        scene.clock.advanceTo(told.plus(WEEK).minusSeconds(1));
        assertThat(ask().found()).isZero();

        scene.clock.advanceTo(told.plus(WEEK));

        assertThat(ask().done()).isEqualTo(1);
        assertThat(scene.outlet.alerts()).as("told once").hasSize(1);
    }

    @Test
    void crashBeforeTheNoticeIsNotATelling() {
        scene.task.stale("a1");
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.dyingBefore());
        assertThat(scene.survive(this::ask)).isFalse();
        assertThat(scene.marks.kept(TIDY)).hasSize(1);
        assertThat(scene.outlet.alerts()).isEmpty();
        scene.clock.advance(WEEK.multipliedBy(2));

        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.task.left()).containsExactly("a1");
        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> assertThat(alert.body())
                .contains("- a1"));
        Instant told = scene.clock.instant();
        scene.clock.advanceTo(told.plus(WEEK).minusSeconds(1));
        assertThat(ask().found()).isZero();
        scene.clock.advance(Duration.ofSeconds(1));
        assertThat(ask().done()).isEqualTo(1);
    }

    @Test
    void whatARunMarkedThatCouldNotTellOfItIsToldOfByTheNext() {
        scene.task.stale("a1");
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.dyingBefore());
        scene.survive(this::ask);
        Run dead = scene.run();
        scene.clock.advanceTo(((Running) dead.state()).leaseExpires());
        new Unrunnable(scene.runs, new Outbox(scene.notices, scene.outlet), Site.UNNAMED)
                .end(
                        new Due.OfRun(dead.id(), dead.asked().function(), scene.clock.instant()),
                        "its function is gone",
                        scene.invocation());
        scene.clock.advance(WEEK.multipliedBy(2));

        Answer next = ask();

        assertThat(next.found()).isZero();
        assertThat(scene.outlet.alerts())
                .anySatisfy(alert -> assertThat(alert.subject()).startsWith("[MARKED]"));
        scene.clock.advance(WEEK);
        assertThat(ask().done()).isEqualTo(1);
    }

    @Test
    void marksOfAllItsInvocationsAreInARunsOneNotice() {
        IntStream.range(0, 40).forEach(i -> scene.task.stale("a%02d".formatted(i)));
        scene.task.calls().each(call -> Fault.preceded(() -> scene.clock.advance(Duration.ofSeconds(40))));
        scene.invocationsOf(Duration.ofMinutes(2));
        Answer first = ask();
        assertThat(first.state()).isEqualTo(Status.SUSPENDED);
        assertThat(scene.outlet.alerts()).isEmpty();

        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.run().progress().totals().marked()).isEqualTo(40);
        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> assertThat(alert.body())
                .contains("40 resources")
                .contains("- a00")
                .contains("- a39"));
    }

    @Test
    void parkedRunTellsOfItsMarksAtTheNextHourAndOnce() {
        scene.task.stale("a1", "a2");
        ask();
        scene.clock.advance(WEEK);
        scene.task.stale("a3");
        String blocked = apply(GRACE + ",\"limits\":{\"items\":1}");

        assertThat(scene.ask(blocked, "parked").state()).isEqualTo(Status.BLOCKED);

        scene.tellMarks();
        assertThat(marking()).hasSize(2);
        scene.settle();
        assertThat(marking()).hasSize(2);
        assertThat(marking().get(1).body()).contains("- a3").doesNotContain("- a1");
    }

    private Answer ask() {
        slots++;
        Answer answer = scene.ask(apply(GRACE), "slot-" + slots);
        scene.tellMarks();
        return answer;
    }

    private List<Alert> marking() {
        return scene.outlet.alerts().stream()
                .filter(alert -> alert.subject().startsWith("[MARKED]"))
                .toList();
    }
}
