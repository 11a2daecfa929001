package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.TIDY;
import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.Broom;
import cloud.broom.control.Exemption;
import cloud.broom.control.Glob;
import cloud.broom.fact.Mark;
import cloud.broom.plan.PlanPart;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Status;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Task;
import cloud.broom.task.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                .containsExactly("grace: 2 resources marked, due "
                        + scene.clock.instant().plus(WEEK) + " at the earliest: a1, a2");
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
        ask();
        Instant told = scene.clock.instant();
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
    void whatIsExemptIsNotMarkedAndStartsOverWhenItNoLongerIs() {
        scene.task.stale("a1", "a2");
        ask();
        Exemption hold = Exemption.of(
                new Glob("a2"),
                Optional.empty(),
                new Exemption.Terms("team", "legal hold"),
                Optional.of(scene.clock.instant().plus(WEEK)),
                "Ann",
                scene.clock.instant());
        scene.controls.add(hold);
        assertThat(ask().exempt()).isEqualTo(1);
        assertThat(scene.marks.kept(TIDY)).extracting(Mark::resource).containsExactly("a1");
        scene.clock.advance(WEEK);

        Answer answer = ask();

        assertThat(answer.done()).isEqualTo(1);
        assertThat(scene.task.left()).containsExactly("a2");
        assertThat(scene.marks.kept(TIDY)).extracting(Mark::resource).containsExactly("a2");
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
    void graceAloneMakesNothingQualify() {
        scene.task.stale("a1").since("a1", Instant.EPOCH);

        Answer answer = new Broom(new Undiscerning(scene.task), scene.stores(), scene.outlet, scene.bounds)
                .advance(Scene.call("{\"job\":" + apply(GRACE) + ",\"slot\":\"slot\"}"), scene.invocation());

        assertThat(answer.unknown()).isEqualTo(1);
        assertThat(answer.found()).isZero();
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

        assertThat(scene.marks.calls().count(FakeMarks.Call.READ))
                .as("once a run")
                .isEqualTo(2);
        assertThat(scene.marks.calls().count(FakeMarks.Call.PUT)).isEqualTo(2);
        assertThat(scene.marks.calls().count(FakeMarks.Call.REMOVE)).isZero();
        assertThat(scene.notices.calls().count(FakeNotices.Call.TOLD))
                .as("as the first halts, and of its notice once in the second")
                .isEqualTo(2);
    }

    private Answer ask() {
        slots++;
        Answer answer = scene.ask(apply(GRACE), "slot-" + slots);
        scene.tellMarks();
        return answer;
    }

    private List<Evidence> evidence(Answer answer) {
        String name = scene.stored(answer.run()).planPart(1);
        return PlanPart.decode(scene.parts.get(name), name).items().get(0).evidence();
    }

    /** A task without a single predicate. */
    private record Undiscerning(FakeTask task) implements Task<FakeTask.Params, FakeTask.Item> {
        @Override
        public Declaration<FakeTask.Params, FakeTask.Item> declaration() {
            return task.declaration();
        }

        @Override
        public Page<FakeTask.Item> find(FakeTask.Params params, Cursor from, int atMost) {
            return task.find(params, from, atMost);
        }

        @Override
        public List<Evidence> judge(FakeTask.Params params, Instant asOf, FakeTask.Item item) {
            return List.of();
        }

        @Override
        public Optional<Instant> qualifiesSince(FakeTask.Params params, FakeTask.Item item) {
            return task.qualifiesSince(params, item);
        }

        @Override
        public Map<String, Outcome> act(FakeTask.Params params, List<FakeTask.Item> batch) {
            return task.act(params, batch);
        }
    }
}
