package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.TIDY;
import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.Outbox;
import cloud.broom.Unrunnable;
import cloud.broom.fact.Mark;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Outlet;
import cloud.broom.plan.PlanPart;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Due;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Status;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** For how long a resource has to qualify before it may go: no run waits for that. */
final class GraceTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String GRACE = ",\"grace\":\"P7D\"";

    private final Scene scene = Scene.small();
    private int slots;

    @Test
    void markedOnFirstSightAndNothingIsDone() {
        scene.task.stale("a1", "a2", "b");

        Answer answer = ask();

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.reason()).isEqualTo("nothing to do");
        assertThat(answer.found()).isZero();
        assertThat(scene.task.batches()).isEmpty();
        assertThat(scene.marks.kept(TIDY)).extracting(Mark::resource).containsExactly("a1", "a2");
        assertThat(scene.stored(answer.run()).progress().totals().marked()).isEqualTo(2);
        assertThat(answer.notes())
                .containsExactly(
                        "grace: 2 resources marked, due " + scene.clock.instant().plus(WEEK)
                                + " at the earliest: a1, a2");
    }

    @Test
    void noticeNamesWhatIsMarkedWhenItIsDueAndHowToKeepIt() {
        scene.task.stale("a1", "a2");

        Answer answer = ask();

        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).startsWith("[MARKED] tidy (fake): 2, due 2026-02-07T03:00:02Z");
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
    void isNotDueOneSecondBeforeItsGraceEnds() {
        scene.task.stale("a1");
        ask();
        scene.clock.advance(WEEK.minusSeconds(1));

        Answer answer = ask();

        assertThat(answer.found()).isZero();
        assertThat(scene.task.left()).containsExactly("a1");
        assertThat(scene.outlet.alerts()).as("told once").hasSize(1);
    }

    @Test
    void goesWhenItsGraceIsOver() {
        scene.task.stale("a1");
        Instant told = scene.clock.instant();
        ask();
        scene.clock.advance(WEEK);

        Answer answer = ask();

        assertThat(answer.done()).isEqualTo(1);
        assertThat(scene.task.left()).isEmpty();
        assertThat(evidence(answer)).contains(new Evidence("grace", Verdict.YES, "due " + told.plus(WEEK)));
        assertThat(scene.marks.kept(TIDY)).as("its mark goes with it").isEmpty();
    }

    @Test
    void whatComesAgainJustAsItWasHasAGraceOfItsOwn() {
        scene.task.stale("a1");
        ask();
        scene.clock.advance(WEEK);
        scene.task.calls().next(FakeTask.Call.ACT, Fault.NONE);
        scene.marks.failNext(FakeMarks.Call.REMOVE);
        scene.survive(this::ask);
        scene.settle();
        assertThat(scene.task.left()).isEmpty();
        scene.task.stale("a1");

        Answer answer = ask();

        assertThat(answer.found()).isZero();
        assertThat(scene.task.left()).containsExactly("a1");
    }

    @Test
    void whatFailedIsDueStill() {
        scene.task.stale("a1");
        ask();
        scene.clock.advance(WEEK);
        scene.task.script("a1", Outcome.failed(ErrorName.of("Fake.AccessDenied"), "told to fail"));
        assertThat(ask().failed()).isEqualTo(1);

        assertThat(ask().done()).isEqualTo(1);
    }

    @Test
    void changedResourceStartsOver() {
        scene.task.stale("a1", "a2");
        ask();
        scene.clock.advance(WEEK.minusSeconds(1));
        scene.task.change("a1");
        ask();
        scene.clock.advance(Duration.ofSeconds(1));

        ask();

        assertThat(scene.task.left()).containsExactly("a1");
        assertThat(scene.outlet.alerts()).hasSize(2);
        scene.clock.advance(WEEK);
        assertThat(ask().done()).isEqualTo(1);
    }

    @Test
    void noLongerQualifyingIsUnmarked() {
        scene.task.stale("a1", "a2");
        ask();
        scene.task.put(Verdict.NO, "a1").put(Verdict.UNKNOWN, "a2");
        ask();
        assertThat(scene.marks.kept(TIDY)).extracting(Mark::resource).containsExactly("a2");
        scene.task.stale("a1", "a2");
        scene.clock.advance(WEEK);

        ask();

        assertThat(scene.task.left())
                .as("what could not be judged for a while has qualified all along")
                .containsExactly("a1");
    }

    @Test
    void untoldItemIsNeverDue() {
        scene.task.stale("a1");
        scene.outlet.calls().each(call -> Fault.failing(new Outlet.Undelivered(
                "SNS is down", new IllegalStateException("told to refuse"))));
        ask();
        scene.clock.advance(WEEK.multipliedBy(4));
        assertThat(ask().found()).isZero();
        assertThat(scene.runs.undelivered()).isNotEmpty();
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
        assertThat(scene.outlet.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.body()).contains("- a1"));
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
        new Unrunnable(scene.runs, new Outbox(scene.runs, scene.outlet))
                .end(
                        new Due.OfRun(dead.id(), dead.asked().function(), scene.clock.instant()),
                        "its function is gone",
                        scene.invocation());
        scene.clock.advance(WEEK.multipliedBy(2));

        Answer next = ask();

        assertThat(next.found()).isZero();
        assertThat(scene.outlet.alerts())
                .last()
                .satisfies(alert -> assertThat(alert.subject()).startsWith("[MARKED]"));
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
        assertThat(scene.outlet.alerts())
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.body()).contains("40 resources").contains("- a00").contains("- a39"));
    }

    @Test
    void parkedRunTellsOfItsMarksAtOnceAndOnce() {
        scene.task.stale("a1", "a2");
        ask();
        scene.clock.advance(WEEK);
        scene.task.stale("a3");
        String blocked = apply(GRACE + ",\"limits\":{\"items\":1}");

        assertThat(scene.ask(blocked, "parked").state()).isEqualTo(Status.BLOCKED);

        assertThat(marking()).hasSize(2);
        scene.settle();
        assertThat(marking()).hasSize(2);
        assertThat(marking().get(1).body()).contains("- a3").doesNotContain("- a1");
    }

    @Test
    void dryRunMarksNothing() {
        scene.task.stale("a1", "a2");

        Answer answer = scene.ask(dryRun(GRACE));

        assertThat(answer.found()).isZero();
        assertThat(answer.notes())
                .containsExactly(
                        "grace: 2 resources would be marked, and told of before anything is done to them: a1, a2");
        assertThat(scene.marks.kept(TIDY)).isEmpty();
        assertThat(scene.outlet.alerts()).isEmpty();
    }

    @Test
    void dryRunSeesWhatIsDueAndUnmarksNothing() {
        scene.task.stale("a1", "a2");
        ask();
        scene.clock.advance(WEEK);
        scene.task.put(Verdict.NO, "a2");

        Answer answer = scene.ask(dryRun(GRACE), "dry");

        assertThat(answer.found()).isEqualTo(1);
        assertThat(scene.marks.kept(TIDY)).hasSize(2);
    }

    @Test
    void resourceThatTellsSinceWhenItQualifiesNeedsNoMark() {
        Instant since = scene.clock.instant().minus(WEEK);
        scene.task
                .stale("a1", "a2", "b")
                .since("a1", since)
                .since("a2", since.plusSeconds(1))
                .since("b", since);

        Answer answer = ask();

        assertThat(answer.done()).isEqualTo(1);
        assertThat(scene.task.left()).containsExactly("a2", "b");
        assertThat(evidence(answer)).contains(new Evidence("grace", Verdict.YES, "due " + scene.clock.instant()));
        assertThat(scene.marks.calls().total()).isZero();
        assertThat(scene.outlet.alerts()).isEmpty();
    }

    @Test
    void withoutAGraceThereIsNoSuchEvidenceAndMarksAreNotRead() {
        scene.task.stale("a1");

        Answer answer = scene.ask(apply(",\"grace\":\"PT0S\""));

        assertThat(answer.done()).isEqualTo(1);
        assertThat(evidence(answer)).extracting(Evidence::predicate).containsExactly("prefix", "stale");
        assertThat(scene.marks.calls().total()).isZero();
    }

    @Test
    void runGoesNotPastMarksItCannotRead() {
        scene.task.stale("a1");
        scene.marks.failNext(FakeMarks.Call.READ);

        assertThatThrownBy(this::ask).isInstanceOf(StoreUnavailable.class);

        assertThat(scene.task.left()).containsExactly("a1");
        scene.settle();
        assertThat(scene.run().state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.marks.kept(TIDY)).hasSize(1);
    }

    @Test
    void marksAreReadOnceAndWrittenOncePerPage() {
        scene.task.stale("a1", "a2", "a3", "a4");

        ask();
        ask();

        assertThat(scene.marks.calls().count(FakeMarks.Call.READ)).as("once a run").isEqualTo(2);
        assertThat(scene.marks.calls().count(FakeMarks.Call.PUT)).isEqualTo(2);
        assertThat(scene.marks.calls().count(FakeMarks.Call.REMOVE)).isZero();
    }

    private Answer ask() {
        slots++;
        return scene.ask(apply(GRACE), "slot-" + slots);
    }

    private List<Alert> marking() {
        return scene.outlet.alerts().stream()
                .filter(alert -> alert.subject().startsWith("[MARKED]"))
                .toList();
    }

    private List<Evidence> evidence(Answer answer) {
        String name = scene.stored(answer.run()).planPart(1);
        return PlanPart.decode(scene.parts.get(name), name).items().get(0).evidence();
    }
}
