package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.control.Exemption;
import cloud.broom.control.Glob;
import cloud.broom.job.JobName;
import cloud.broom.plan.OutcomePart;
import cloud.broom.plan.OutcomePart.Result;
import cloud.broom.run.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is exempt does not go, whenever that is said. */
final class ExemptionTest {
    private final Scene scene = Scene.small();

    @Test
    void whatIsExemptIsNotPlannedButCountedWithItsReason() {
        scene.task.stale("a1", "a2", "a3");
        exempt("a2", Optional.empty());

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.scanned()).isEqualTo(3);
        assertThat(answer.found()).isEqualTo(2);
        assertThat(answer.exempt()).isEqualTo(1);
        assertThat(answer.notes()).containsExactly("exempt by 'a2' (team: legal hold)");
        assertThat(scene.task.left()).containsExactly("a2");
    }

    @Test
    void onlyWhatWouldGoIsCountedAsExempt() {
        scene.task.stale("a1", "b1");
        exempt("*", Optional.empty());

        Answer answer = scene.ask(dryRun(""));

        assertThat(answer.exempt()).isEqualTo(1);
        assertThat(answer.found()).isZero();
        assertThat(answer.reason()).isEmpty();
    }

    @Test
    void anExemptionAddedWhileARunIsParkedHolds() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6");
        scene.invocationsOf(Duration.ofSeconds(5));
        Answer suspended = scene.ask(apply());
        assertThat(suspended.state()).isEqualTo(Status.SUSPENDED);
        scene.wake(suspended.run());

        exempt("a3", Optional.empty());
        scene.settle();

        assertThat(scene.task.left()).containsExactly("a3");
        assertThat(scene.stored(suspended.run()).progress().totals().skipped()).isEqualTo(1);
        assertThat(outcomes("a3")).singleElement().satisfies(result -> assertThat(
                        result.outcome().detail())
                .isEqualTo("exempt: 'a3' (team: legal hold)"));
    }

    @Test
    void anExemptionAddedBetweenTwoPartsHolds() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> exempt("a6", Optional.empty())));

        Answer answer = scene.ask(apply());

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.done()).isEqualTo(5);
        assertThat(answer.skipped()).isEqualTo(1);
        assertThat(scene.task.left()).containsExactly("a6");
    }

    @Test
    void taskIsNotAskedToActOnABatchOfWhichNothingIsLeft() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> exempt("a[56]", Optional.empty())));
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> exempt("a?", Optional.empty())));

        assertThat(scene.ask(apply()).skipped()).isEqualTo(2);
        assertThat(scene.task.batches()).containsExactly(List.of("a1", "a2"), List.of("a3", "a4"));
    }

    @Test
    void anExemptionOfAnotherJobProtectsNothingHere() {
        scene.task.stale("a1", "a2");
        scene.controls.add(exemption("a1", Optional.of(new JobName("other")), Optional.empty()));
        scene.controls.add(exemption("a2", Optional.of(Scene.TIDY), Optional.empty()));

        assertThat(scene.ask(apply()).done()).isEqualTo(1);
        assertThat(scene.task.left()).containsExactly("a2");
    }

    @Test
    void anExemptionHoldsUntilItExpiresAndNotLonger() {
        scene.task.stale("a1", "a2");
        Instant now = scene.clock.instant();
        exempt("a1", Optional.of(now.plusMillis(1)));
        exempt("a2", Optional.of(now.plusSeconds(60)));

        assertThat(scene.ask(dryRun(""), "1").exempt()).isEqualTo(2);
        scene.clock.advance(Duration.ofMillis(1));
        assertThat(scene.ask(apply(), "2").exempt()).isEqualTo(1);
        assertThat(scene.task.left()).containsExactly("a2");
    }

    @Test
    void anExemptionThatExpiresSoonIsToldOf() {
        scene.task.stale("a1", "a2");
        Instant now = scene.clock.instant();
        exempt("a1", Optional.of(now.plus(Duration.ofDays(14)).minusSeconds(1)));
        exempt("a2", Optional.of(now.plus(Duration.ofDays(14))));

        assertThat(scene.ask(dryRun("")).notes())
                .containsExactly(
                        "exempt by 'a1' (team: legal hold), expires soon: 2026-02-14T03:00:01Z",
                        "exempt by 'a2' (team: legal hold)");
    }

    @Test
    void anExemptionThatCannotBeReadProtectsAndIsToldOf() {
        scene.task.stale("a1", "a2");
        scene.controls.corrupt(new Glob("a1"), "expires 'tomorrow' is no instant");
        scene.controls.corrupt(new Glob("z"), "owner is missing");

        Answer answer = scene.ask(apply());

        assertThat(answer.exempt()).isEqualTo(1);
        assertThat(scene.task.left()).containsExactly("a1");
        assertThat(answer.notes())
                .contains(
                        "exemption 'a1' (expires 'tomorrow' is no instant) cannot be read and protects until it is"
                                + " removed: broom exempt rm",
                        "exemption 'z' (owner is missing) cannot be read and protects until it is removed: broom"
                                + " exempt rm");
    }

    @Test
    void notesOnExemptionsAreBoundedHoweverManyThereAre() {
        for (int i = 0; i < 30; i++) {
            scene.task.stale("a" + i);
            exempt("a" + i, Optional.empty());
        }

        Answer answer = scene.ask(dryRun(""));

        assertThat(answer.exempt()).isEqualTo(30);
        assertThat(answer.notes())
                .hasSize(11)
                .contains("exempt by more than is told here: broom exempt ls, or the tag of each");
    }

    @Test
    void whileExemptionsCannotBeReadNothingIsPlanned() {
        scene.task.stale("a1");
        scene.controls.failEvery(Optional.of(FakeControls.Call.EXEMPTIONS));

        Answer answer = scene.ask(dryRun(""));

        assertThat(answer.state()).isEqualTo(Status.AWAITING_RETRY);
        assertThat(answer.reason())
                .isEqualTo("the exemptions cannot be read, so nothing is done: told to fail: EXEMPTIONS");
        assertThat(answer.found()).isZero();
    }

    @Test
    void whileExemptionsCannotBeReadAgainNothingIsActedOn() {
        scene.task.stale("a1", "a2");
        scene.invocationsOf(Duration.ofSeconds(5));
        Answer suspended = scene.ask(apply());
        exempt("a1", Optional.empty());
        scene.controls.failEvery(Optional.of(FakeControls.Call.EXEMPTIONS));

        for (int i = 0; i < 50; i++) {
            scene.clock.advance(Duration.ofMinutes(1));
            assertThat(scene.wake(suspended.run()).state()).isEqualTo(Status.AWAITING_RETRY);
        }
        assertThat(scene.task.batches()).isEmpty();

        scene.controls.failEvery(Optional.empty());
        scene.settle();
        assertThat(scene.stored(suspended.run()).state().status()).isEqualTo(Status.COMPLETED);
        assertThat(scene.task.left()).containsExactly("a1");
    }

    private List<Result> outcomes(String id) {
        return scene.parts.names().stream()
                .filter(name -> name.contains("/outcome/"))
                .flatMap(name -> OutcomePart.decode(scene.parts.find(name).orElseThrow(), name).results().stream())
                .filter(result -> result.id().equals(id))
                .toList();
    }

    private void exempt(String glob, Optional<Instant> expires) {
        scene.controls.add(exemption(glob, Optional.empty(), expires));
    }

    private Exemption exemption(String glob, Optional<JobName> job, Optional<Instant> expires) {
        Exemption.Terms terms = new Exemption.Terms("team", "legal hold");
        return Exemption.of(new Glob(glob), job, terms, expires, "Ann", scene.clock.instant());
    }
}
