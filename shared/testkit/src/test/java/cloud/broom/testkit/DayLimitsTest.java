package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.Bounds;
import cloud.broom.approval.Decision;
import cloud.broom.call.Call;
import cloud.broom.job.JobName;
import cloud.broom.job.Limit;
import cloud.broom.job.Limits;
import cloud.broom.job.Measure;
import cloud.broom.plan.Amounts;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Running;
import cloud.broom.run.Status;
import cloud.broom.task.Outcome;
import cloud.broom.task.TaskFailure;
import cloud.broom.task.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Law 8 over a UTC day: what its limits let through, when that is taken from them, and what comes back. */
final class DayLimitsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-01-31");
    private static final LocalDate TOMORROW = LocalDate.parse("2026-02-01");
    private static final String[] EIGHT = {"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"};
    private static final String ANN = "arn:aws:iam::123456789012:user/ann";

    private final Scene scene = Scene.small();

    @Test
    void perDayLimitLetsItsNumberThroughAndNotOneMore() {
        scene.task.stale("a1", "a2");
        assertThat(scene.ask(apply(perDay("\"items\":3")), "1").done()).isEqualTo(2);
        scene.task.stale("a3");
        assertThat(scene.ask(apply(perDay("\"items\":3")), "2").done()).isEqualTo(1);
        scene.task.stale("a4");

        Answer fourth = scene.ask(apply(perDay("\"items\":3")), "3");

        assertThat(fourth.state()).isEqualTo(Status.BLOCKED);
        assertThat(fourth.reason()).isEqualTo("plan 1 items > limits.perDay.items 3 (3 taken on 2026-01-31)");
        assertThat(scene.task.left()).containsExactly("a4");
        assertThat(taken(TODAY)).isEqualTo(3);
    }

    @Test
    void perDayZeroLetsNoneThrough() {
        scene.task.stale("a1");

        assertThat(scene.ask(apply(perDay("\"items\":0"))).reason())
                .isEqualTo("plan 1 items > limits.perDay.items 0 (0 taken on 2026-01-31)");
        assertThat(scene.task.batches()).isEmpty();
    }

    @Test
    void bytesAndDollarsOfADayAreBoundedAsItemsAre() {
        scene.task.stale("a1", "a2");
        scene.ask(apply(perDay("\"bytes\":300,\"usd\":3")), "1");
        scene.task.stale("a3", "a4");

        assertThat(scene.ask(apply(perDay("\"bytes\":300,\"usd\":3")), "2").reason())
                .isEqualTo("plan 200 B > limits.perDay.bytes 300 B (200 B taken on 2026-01-31); "
                        + "plan $2.00 a month > limits.perDay.usd $3.00 ($2.00 taken on 2026-01-31)");
        assertThat(scene.task.left()).containsExactly("a3", "a4");
    }

    @Test
    void twoRunsThatRaceForTheLastOfADayDoNotBothGetIt() {
        stackPerDay(3);
        scene.task.stale("a1", "a2", "b1", "b2");
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.preceded(() -> assertThat(
                        scene.ask(other(), "1").done())
                .isEqualTo(2)));

        Answer late = scene.ask(apply());

        assertThat(late.state()).isEqualTo(Status.BLOCKED);
        assertThat(late.reason()).isEqualTo("plan 2 items > the stack's ceiling of a day 3 (2 taken on 2026-01-31)");
        assertThat(scene.task.left()).containsExactly("a1", "a2");
    }

    @Test
    void unspentComesBackAtAHalt() {
        scene.invocationsOf(Duration.ofSeconds(10)).task.stale(EIGHT);
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> assertThat(taken(TODAY))
                .as("all that is left, while it acts")
                .isEqualTo(8)));

        Answer half = untilHalfIsDone(apply(perDay("\"items\":8")));

        assertThat(half.state()).isEqualTo(Status.SUSPENDED);
        assertThat(taken(TODAY)).isEqualTo(4);
        scene.settle();
        assertThat(scene.run().state().status()).isEqualTo(Status.COMPLETED);
        assertThat(taken(TODAY)).isEqualTo(8);
        assertThat(scene.run().reserved()).isEmpty();
    }

    @Test
    void crashKeepsItsReservationAndTheNextInvocationGoesOnWithIt() {
        scene.task.stale(EIGHT);
        scene.task.calls().next(FakeTask.Call.ACT, Fault.dyingBefore());
        scene.survive(() -> scene.ask(apply(perDay("\"items\":8"))));
        assertThat(taken(TODAY)).isEqualTo(8);

        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.COMPLETED);
        assertThat(taken(TODAY)).isEqualTo(8);
    }

    @Test
    void whatACrashLeavesInDoubtStaysTakenIfTheRunEnds() {
        scene.task.stale(EIGHT);
        scene.task.calls().next(FakeTask.Call.ACT, Fault.dyingAfter());
        scene.survive(() -> scene.ask(apply(perDay("\"items\":8"))));
        scene.clock.advanceTo(((Running) scene.run().state()).leaseExpires());

        Answer cancelled = scene.tell(Call.Tell.What.CANCEL, scene.run().id());

        assertThat(cancelled.state()).isEqualTo(Status.CANCELLED);
        assertThat(taken(TODAY)).isEqualTo(8);
    }

    @Test
    void batchWhoseAnswerWasLostStaysTaken() {
        scene.task.stale(EIGHT);
        scene.task
                .calls()
                .next(FakeTask.Call.ACT, Fault.losing(new TaskFailure(ErrorName.of("Fake.500"), "no answer")));

        Answer failed = scene.ask(apply(perDay("\"items\":8")));

        assertThat(failed.state()).isEqualTo(Status.FAILED);
        assertThat(scene.task.left()).hasSize(6);
        assertThat(taken(TODAY)).isEqualTo(2);
    }

    @Test
    void whatWasActedOnStaysTakenIfItsOutcomesCannotBeStored() {
        scene.task.stale(EIGHT);
        scene.parts.calls().next(FakeParts.Call.PUT_ONCE, Fault.NONE);
        scene.parts.calls().next(FakeParts.Call.PUT_ONCE, Fault.NONE);
        scene.parts
                .calls()
                .next(FakeParts.Call.PUT_ONCE, Fault.failing(new TaskFailure(ErrorName.of("Fake.500"), "full")));

        Answer failed = scene.ask(apply(perDay("\"items\":8")));

        assertThat(failed.state()).isEqualTo(Status.FAILED);
        assertThat(scene.task.left()).hasSize(4);
        assertThat(taken(TODAY)).isEqualTo(4);
    }

    @Test
    void newDayReservesAnewWhatIsLeft() {
        scene.invocationsOf(Duration.ofSeconds(10)).task.stale(EIGHT);
        untilHalfIsDone(apply(perDay("\"items\":8")));
        scene.clock.advance(Duration.ofDays(1));

        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.COMPLETED);
        assertThat(taken(TODAY)).isEqualTo(4);
        assertThat(taken(TOMORROW)).isEqualTo(4);
    }

    @Test
    void newDayBetweenTwoPartsReservesAnewAndGivesBackTheOldOne() {
        scene.task.stale(EIGHT);
        actFirstAcrossMidnight(() -> {});

        assertThat(scene.ask(apply(perDay("\"items\":8"))).done()).isEqualTo(8);

        assertThat(taken(TODAY)).isEqualTo(4);
        assertThat(taken(TOMORROW)).isEqualTo(4);
    }

    @Test
    void newDayWithoutRoomBlocksTheRest() {
        stackPerDay(8);
        scene.task.stale(EIGHT).stale("b1", "b2", "b3", "b4", "b5");
        actFirstAcrossMidnight(() -> scene.ask(other(), "1"));

        Answer blocked = scene.ask(apply());

        assertThat(blocked.state()).isEqualTo(Status.BLOCKED);
        assertThat(blocked.reason()).isEqualTo("rest 4 items > the stack's ceiling of a day 8 (5 taken on 2026-02-01)");
        assertThat(blocked.done()).isEqualTo(4);
        assertThat(scene.outlet.alerts()).last().satisfies(alert -> assertThat(alert.body())
                .contains("4 of 8 planned items are recorded as done")
                .doesNotContain("Nothing was deleted"));
        assertThat(taken(TODAY)).isEqualTo(4);
    }

    @Test
    void approvalLiftsTheJobsLimitOfADayButNotTheStacks() {
        scene.task.stale("a1", "a2", "a3");
        Answer blocked = scene.ask(apply(perDay("\"items\":2")), "1");
        assertThat(blocked.state()).isEqualTo(Status.BLOCKED);
        assertThat(scene.decide(Decision.APPROVE, blocked.run(), ANN).done()).isEqualTo(3);
        assertThat(taken(TODAY)).as("what is approved is counted").isEqualTo(3);
        stackPerDay(3);
        scene.task.stale("a4");

        Answer beyond = scene.ask(apply(perDay("\"items\":2")), "2");

        assertThat(scene.decide(Decision.APPROVE, beyond.run(), ANN).reason())
                .isEqualTo("plan 1 items > the stack's ceiling of a day 3 (3 taken on 2026-01-31)");
        assertThat(scene.task.left()).containsExactly("a4");
    }

    @Test
    void approvedRunThatTheStackHoldsBackIsGivenUpInTime() {
        stackPerDay(0);
        scene.task.stale("a1");
        Answer blocked = scene.ask(apply());
        scene.decide(Decision.APPROVE, blocked.run(), ANN);

        scene.settle();

        assertThat(scene.run().state().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void dryRunNamesThePerDayLimitItWouldBreachNowAndTakesNothing() {
        scene.task.stale("a1", "a2");
        scene.ask(apply(perDay("\"items\":3")), "1");
        scene.task.stale("a3", "a4");

        Answer looked = scene.ask(dryRun(perDay("\"items\":3")), "2");

        assertThat(looked.state()).isEqualTo(Status.COMPLETED);
        assertThat(looked.reason())
                .isEqualTo("would be blocked: plan 2 items > limits.perDay.items 3 (2 taken on 2026-01-31)");
        assertThat(taken(TODAY)).isEqualTo(2);
        assertThat(scene.ask(dryRun(perDay("\"items\":4")), "3").reason()).isEmpty();
    }

    @Test
    void skippedAndFailedItemsAreNotSpent() {
        scene.task.stale("a1", "a2", "a3", "a4");
        scene.task.script("a1", Outcome.failed(ErrorName.of("Fake.AccessDenied"), "no"));
        scene.task.script("a2", Outcome.changed("rewritten"));

        scene.ask(apply(perDay("\"items\":4")));

        assertThat(scene.runs.takenOf(TODAY, Scene.TIDY).byJob())
                .isEqualTo(new Amounts(2, 200, new Usd(2_000_000_000)));
    }

    @Test
    void reservationIsMadeOnceWhenItsAnswerIsLost() {
        scene.task.stale("a1", "a2");
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        scene.runs.calls().next(FakeRuns.Call.COMMIT, FakeRuns.repeated());

        assertThat(scene.ask(apply(perDay("\"items\":2"))).done()).isEqualTo(2);
        assertThat(taken(TODAY)).isEqualTo(2);
    }

    @Test
    void conflictOfWritesIsNoBreach() {
        scene.task.stale("a1", "a2");
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        scene.runs.calls().next(FakeRuns.Call.COMMIT, FakeRuns.conflict());

        assertThat(scene.ask(apply(perDay("\"items\":2"))).done()).isEqualTo(2);
    }

    /** Half of eight items, in parts of four. */
    private Answer untilHalfIsDone(String job) {
        Answer answer = scene.ask(job);
        while (answer.done() < 4) {
            answer = scene.wake(answer.run());
        }
        return answer;
    }

    /** Midnight comes while the first part is acted on, and something happens after it. */
    private void actFirstAcrossMidnight(Runnable then) {
        scene.clock.advanceTo(Instant.parse("2026-01-31T23:58:00Z"));
        scene.task.calls().next(FakeTask.Call.ACT, Fault.NONE);
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> {
            scene.clock.advance(Duration.ofMinutes(4));
            then.run();
        }));
    }

    private void stackPerDay(long items) {
        Limits ceiling =
                new Limits(scene.bounds.ceiling().run(), new TreeMap<>(Map.of(Measure.ITEMS, Limit.of(items))));
        scene.bounds = new Bounds(ceiling, scene.bounds.unasked(), scene.bounds.partItems(), scene.bounds.margin());
    }

    private static String perDay(String limits) {
        return ",\"limits\":{\"perDay\":{" + limits + "}}";
    }

    private static String other() {
        return apply().replace("\"tidy\"", "\"other\"").replace("\"prefix\":\"a\"", "\"prefix\":\"b\"");
    }

    /** Items that the job has taken of a day. */
    private long taken(LocalDate day) {
        return scene.runs.takenOf(day, new JobName("tidy")).byJob().items();
    }
}
