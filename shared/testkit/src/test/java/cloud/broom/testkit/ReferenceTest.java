package cloud.broom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.Broom;
import cloud.broom.Stores;
import cloud.broom.fact.Content;
import cloud.broom.run.Status;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.task.ReferenceSet;
import cloud.broom.task.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is in use is spared, and nothing goes by a set that cannot be believed. */
final class ReferenceTest {
    private static final String RULES = "\"freshness\":\"PT1H\",\"floor\":2,\"maxFall\":25";
    private static final Set<String> FOUR = Set.of("a1", "b1", "b2", "b3");

    private final Scene scene = Scene.small();
    private final FakeFacts facts = new FakeFacts();
    private final ReferringTask task = new ReferringTask(scene.task);
    private int slots;

    ReferenceTest() {
        scene.task.stale("a1", "a2", "a3");
        reads(FOUR);
    }

    @Test
    void whatIsInUseIsSparedAndTheRestGoes() {
        Answer answer = ask(RULES);

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(scene.task.left()).containsExactly("a1");
        assertThat(answer.unknown()).isZero();
        assertThat(task.reads()).isEqualTo(1);
    }

    @Test
    void setSmallerThanItsFloorLetsNothingGo() {
        reads(Set.of("b1"));

        spares(ask(RULES), "it has 1, fewer than floor 2");
    }

    @Test
    void setThatIsItselfOfLongAgoLetsNothingGo() {
        task.reads(() ->
                new ReferenceSet.Members(FOUR, Optional.of(scene.clock.instant().minus(Duration.ofHours(2)))));

        spares(ask(RULES), "longer ago than freshness PT1H");
    }

    @Test
    void setThatFellSinceTheLastRunLetsNothingGoUntilItIsBackOrToldToBeRight() {
        scene.task.put(Verdict.YES, "a4");
        reads(Set.of("a1", "a2", "a3", "a4"));
        assertThat(ask(RULES).found()).isZero();
        reads(Set.of("b1", "b2"));

        spares(ask(RULES), "it fell from 4 to 2, more than maxFall 25 %");
        spares(ask(RULES), "it fell from 4 to 2, more than maxFall 25 %");

        assertThat(ask(RULES.replace("25", "50")).done()).isEqualTo(4);
    }

    @Test
    void setThatWasToldToBeRightIsWhatTheNextIsComparedWith() {
        ask(RULES);
        reads(Set.of("b1", "b2"));
        ask(RULES.replace("25", "50"));
        scene.task.stale("a5");

        assertThat(ask(RULES).done()).isEqualTo(1);
    }

    @Test
    void keptSetOlderThanItsFreshnessIsReadAnew() {
        ask(RULES);
        scene.clock.advance(Duration.ofMinutes(59));
        ask(RULES);
        assertThat(task.reads()).isEqualTo(1);

        scene.clock.advance(Duration.ofMinutes(2));
        ask(RULES);

        assertThat(task.reads()).isEqualTo(2);
    }

    @Test
    void withoutAnAnswerOnHowLargeItWasNothingGoes() {
        ask(RULES);
        scene.task.stale("a5");
        scene.clock.advance(Duration.ofHours(2));
        facts.calls().next(FakeFacts.Call.FIND, Fault.failing(new StoreUnavailable("told to fail")));
        facts.calls().next(FakeFacts.Call.FIND, Fault.failing(new StoreUnavailable("told to fail")));

        spares(ask(RULES), "how large it was before cannot be read or kept (told to fail)");
    }

    @Test
    void sizeThatCannotBeReadBackLetsNothingGoAndNamesTheWayOut() {
        ask(RULES);
        scene.task.stale("a5");
        facts.corrupt(content -> new Content.Absent());

        spares(ask(RULES), "broom cache rm ");
    }

    @Test
    void runsThatKeepNothingLetNothingFallBelowTheFloor() {
        Answer answer = new Broom(task, scene.stores(), scene.outlet, scene.bounds)
                .advance(Scene.call(payload(RULES)), scene.invocation());

        assertThat(answer.done()).isEqualTo(2);
    }

    private void spares(Answer answer, String why) {
        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.found()).isZero();
        assertThat(answer.unknown()).isEqualTo(answer.scanned()).isPositive();
        assertThat(answer.notes())
                .singleElement()
                .asString()
                .startsWith("UNKNOWN: unused: things in use: ")
                .contains(why);
    }

    /** From now on; what was read before is too old by then. */
    private void reads(Set<String> members) {
        scene.clock.advance(Duration.ofHours(2));
        task.reads(() -> ReferenceSet.Members.live(members));
    }

    private Answer ask(String rules) {
        scene.clock.advance(Duration.ofMillis(1));
        return new Broom(task, new Stores(scene.runs, scene.notices, scene.parts, facts), scene.outlet, scene.bounds)
                .advance(Scene.call(payload(rules)), scene.invocation());
    }

    private String payload(String rules) {
        slots++;
        String job = Scene.apply(",\"cache\":{\"ttl\":\"PT6H\"}")
                .replace("{\"prefix\":\"a\"}", "{\"prefix\":\"a\",\"usedBy\":{" + rules + "}}");
        return "{\"job\":" + job + ",\"slot\":\"slot-" + slots + "\"}";
    }
}
