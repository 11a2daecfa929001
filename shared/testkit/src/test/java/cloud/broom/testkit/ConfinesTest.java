package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.Broom;
import cloud.broom.Confines;
import cloud.broom.Elsewhere;
import cloud.broom.Stores;
import cloud.broom.approval.Proofs;
import cloud.broom.call.Call;
import cloud.broom.fact.Facts;
import cloud.broom.gate.OwnStack;
import cloud.broom.gate.Territory;
import cloud.broom.run.Status;
import cloud.broom.task.Guard;
import cloud.broom.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Laws 4 and 10: what no run does, whatever its job or its task says. */
final class ConfinesTest {
    private static final String HERE = "arn:aws:lambda:eu-central-1:111122223333:function:fake";
    private static final OwnStack OWN = new OwnStack("broom", List.of("a2"));
    private static final Territory ELSEWHERE = new Territory(Set.of("444455556666"), Set.of());

    private final Guard guard = new Guard();
    private final Scene scene = Scene.small();
    private final CallingTask task = new CallingTask(scene.task.stale("a1", "a2", "a3"), guard);
    private long invocations;

    @Test
    void countsTheCallsOfARun() {
        Answer answer = ask(apply(), guarded());

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.calls().byOperation()).isEqualTo(Map.of("Fake.List", 2L, "Fake.Delete", 2L));
        assertThat(scene.run().progress().calls()).isEqualTo(answer.calls());
    }

    @Test
    void countsTheCallsOfAllItsInvocations() {
        scene.invocationsOf(Duration.ofSeconds(5));
        Answer answer = ask(apply(), guarded());
        while (answer.wakeAt().isPresent()) {
            answer = broom(task, guarded()).advance(new Call.Wake(answer.run()), scene.invocation());
        }

        assertThat(answer.done()).isEqualTo(3);
        assertThat(answer.calls().byOperation()).containsEntry("Fake.List", 2L);
    }

    @Test
    void countsNothingOfWhatAnotherRunCalled() {
        ask(apply(), guarded());

        assertThat(broom(task, guarded())
                        .advance(Scene.call("{\"job\":" + dryRun("") + ",\"slot\":\"other\"}"), scene.invocation())
                        .calls()
                        .byOperation())
                .isEqualTo(Map.of("Fake.List", 1L));
    }

    @Test
    void failsARunWhoseTaskWritesWhilePlanningThoughItSwallowsTheRefusal() {
        task.onFind(task.quietly("Fake.Delete"));

        assertForbidden(ask(apply(), guarded()), "Fake.Delete, a WRITE, was called while the task is LOOKING");
    }

    @Test
    void failsADryRunWhoseTaskWrites() {
        task.onFind(task.quietly("Fake.Delete"));

        assertForbidden(ask(dryRun(""), guarded()), "Fake.Delete");
    }

    @Test
    void failsARunWhoseTaskCallsWhileItJudges() {
        task.onJudge(task.quietly("Fake.List"));

        assertForbidden(ask(apply(), guarded()), "JUDGING");
    }

    @Test
    void failsARunWhoseTaskCallsWhatItDoesNotDeclareWhileActing() {
        task.onAct(task.quietly("Fake.Create"));

        assertForbidden(ask(apply(), guarded()), "Fake.Create is not among the calls that task fake declares");
    }

    @Test
    void plansNothingOfTheStackAndSaysSo() {
        Answer answer = ask(apply(), confined(OWN));

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(scene.task.left()).containsExactly("a2");
        assertThat(answer.exempt()).isEqualTo(1);
        assertThat(answer.found()).isEqualTo(2);
        assertThat(answer.notes()).containsExactly("a2 belongs to the stack broom");
    }

    @Test
    void leavesWhatIsOfTheStackAloneThoughItIsPlanned() {
        scene.invocationsOf(Duration.ofSeconds(5));
        Answer planned = ask(apply(), Confines.none());
        scene.invocationsOf(Duration.ofMinutes(15));

        Answer answer = broom(scene.task, confined(OWN)).advance(new Call.Wake(planned.run()), scene.invocation());

        assertThat(planned.found()).as("a1 and a2").isEqualTo(2);
        assertThat(scene.task.left()).containsExactly("a2");
        assertThat(answer.done()).isEqualTo(2);
        assertThat(answer.skipped()).isEqualTo(1);
    }

    @Test
    void claimsNothingWhereTheStackAllowsNoRun() {
        assertThatThrownBy(() -> broom(scene.task, within(ELSEWHERE)).advance(call(apply()), at(HERE)))
                .isInstanceOf(Elsewhere.class)
                .hasMessageContaining("444455556666");
        assertThat(scene.runs.stored()).isEmpty();
    }

    @Test
    void endsARunThatIsNoLongerAllowedWhereItIs() {
        scene.invocationsOf(Duration.ofSeconds(5));
        Answer begun = ask(apply(), Confines.none());

        Answer answer = broom(scene.task, within(ELSEWHERE)).advance(new Call.Wake(begun.run()), at(HERE));

        assertForbidden(answer, "the stack allows no run in account 111122223333");
    }

    private void assertForbidden(Answer answer, String what) {
        assertThat(answer.state()).isEqualTo(Status.FAILED);
        assertThat(answer.reason()).startsWith("Broom.Forbidden: ").contains(what);
        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> assertThat(alert.body())
                .contains(what));
    }

    private Answer ask(String job, Confines confines) {
        Task<FakeTask.Params, FakeTask.Item> asked = confines.guard() == guard ? task : scene.task;
        return broom(asked, confines).advance(call(job), scene.invocation());
    }

    private Broom broom(Task<FakeTask.Params, FakeTask.Item> asked, Confines confines) {
        return new Broom(
                asked,
                new Stores(scene.runs, scene.notices, scene.parts, Facts.NONE),
                scene.outlet,
                Proofs.NONE,
                scene.bounds,
                confines);
    }

    private static Call call(String job) {
        return Scene.call("{\"job\":" + job + ",\"slot\":\"" + Scene.SLOT + "\"}");
    }

    private FakeInvocation at(String function) {
        return new FakeInvocation(
                scene.clock, Duration.ofMinutes(15), --invocations, "request" + invocations, function);
    }

    private Confines guarded() {
        return new Confines(guard, OwnStack.NONE, Territory.ANYWHERE);
    }

    private static Confines confined(OwnStack own) {
        return new Confines(new Guard(), own, Territory.ANYWHERE);
    }

    private static Confines within(Territory territory) {
        return new Confines(new Guard(), OwnStack.NONE, territory);
    }
}
