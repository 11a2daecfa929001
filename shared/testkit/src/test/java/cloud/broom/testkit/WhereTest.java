package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.TIDY;
import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.json.Refused;
import cloud.broom.plan.PlanPart;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Verdict;
import org.junit.jupiter.api.Test;

/** What a job asks of a resource besides what its task does. */
final class WhereTest {
    private final Scene scene = Scene.small();

    @Test
    void onlyWhatMeetsTheConditionGoesAndThePlanSaysWhy() {
        scene.task.stale("a1", "a2", "a3");

        Answer answer = scene.ask(where("!id.endsWith('2') && bytes == 100"));

        assertThat(answer.done()).isEqualTo(2);
        assertThat(scene.task.left()).containsExactly("a2");
        Run run = scene.stored(answer.run());
        PlanPart part = PlanPart.decode(scene.parts.get(run.planPart(1)), "part");
        assertThat(part.items().get(0).evidence())
                .contains(new Evidence("where", Verdict.YES, "bytes 100, id a1"))
                .hasSize(3);
    }

    @Test
    void conditionAddsToWhatTheTaskAsksAndNeverStandsInForIt() {
        scene.task.put(Verdict.NO, "a1").put(Verdict.UNKNOWN, "a2").stale("b1");

        Answer answer = scene.ask(where("true"));

        assertThat(answer.found()).isZero();
        assertThat(answer.unknown()).isEqualTo(1);
    }

    @Test
    void whatCannotBeEvaluatedIsLeftAloneAndTold() {
        scene.task.stale("a1", "a2", "b1");
        scene.task.script("a1", Outcome.failed(ErrorName.of("Fake.Denied"), "no"));

        Answer answer = scene.ask(where("id == 'a1' || 1 / (bytes - 100) == 0"));

        assertThat(answer.state()).isEqualTo(Status.PARTIAL);
        assertThat(answer.unknown()).isEqualTo(1);
        assertThat(answer.notes()).containsExactly("UNKNOWN: where: / by zero");
        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> assertThat(alert.body())
                .contains("Unknown: 1 of 3 looked at could not be judged, and were left alone")
                .contains("Note: UNKNOWN: where: / by zero"));
    }

    @Test
    void onlyTheFirstReasonsForUnknownAreTold() {
        for (int i = 0; i < 9; i++) {
            scene.task.stale("a" + i);
        }

        Answer answer = scene.ask(where("timestamp(id) < asOf"));

        assertThat(answer.unknown()).isEqualTo(9);
        assertThat(answer.notes()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void conditionThatIsNoneIsRefusedBeforeAnythingIsRecordedOrRead() {
        assertThatThrownBy(() -> scene.ask(where("byte > 0")))
                .isInstanceOf(Refused.class)
                .hasMessage("job.params.where: is not a condition: line 1, column 1: undeclared reference to 'byte'"
                        + " (in container ''); attributes are asOf (timestamp), bytes (int), etag (string), id (string),"
                        + " stale (string), writes (int)");

        assertThat(scene.runs.stored()).isEmpty();
        assertThat(scene.runs.registered(TIDY)).isEmpty();
        assertThat(scene.task.calls().total()).isZero();
    }

    @Test
    void conditionIsNoParameterOfTheTaskAlsoWhileActing() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6");

        assertThat(scene.ask(where("id != 'a4'")).done()).isEqualTo(5);
    }

    private static String where(String condition) {
        return apply().replace("{\"prefix\":\"a\"}", "{\"prefix\":\"a\",\"where\":\"" + condition + "\"}");
    }
}
