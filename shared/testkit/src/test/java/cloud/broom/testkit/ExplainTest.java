package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Confines;
import cloud.broom.Explaining;
import cloud.broom.Explanation;
import cloud.broom.Stores;
import cloud.broom.call.CallReader;
import cloud.broom.call.Request;
import cloud.broom.json.Refused;
import cloud.broom.task.Evidence;
import cloud.broom.task.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of one resource is what a run would make of it, and telling it changes nothing. */
final class ExplainTest {
    private final Scene scene = Scene.small();

    @Test
    void whatQualifiesGoesAndSaysWhy() {
        scene.task.stale("a1", "a2", "a3");

        Explanation told = explain(apply(), "a3");

        assertThat(told.fate()).isEqualTo(Explanation.Fate.GOES);
        assertThat(told.evidence()).extracting(Evidence::verdict).containsOnly(Verdict.YES);
        assertThat(told.bytes()).isEqualTo(100);
        assertThat(scene.runs.stored()).isEmpty();
        assertThat(scene.task.batches()).isEmpty();
    }

    @Test
    void whatDoesNotQualifyStays() {
        scene.task.put(Verdict.NO, "a1");

        assertThat(explain(apply(), "a1").fate()).isEqualTo(Explanation.Fate.STAYS);
    }

    @Test
    void whatCannotBeJudgedIsUnknown() {
        scene.task.put(Verdict.UNKNOWN, "a1");

        assertThat(explain(apply(), "a1").fate()).isEqualTo(Explanation.Fate.UNKNOWN);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        scene.task.stale("a1");

        assertThat(explain(apply(), "a2").fate()).isEqualTo(Explanation.Fate.NOT_FOUND);
    }

    @Test
    void conditionOfTheJobIsEvidenceToo() {
        scene.task.stale("a1");

        Explanation told =
                explain(apply().replace("\"prefix\":\"a\"", "\"prefix\":\"a\",\"where\":\"bytes > 1000\""), "a1");

        assertThat(told.fate()).isEqualTo(Explanation.Fate.STAYS);
        assertThat(told.evidence()).extracting(Evidence::predicate).contains("where");
    }

    @Test
    void graceThatIsNotOverIsToldAndNothingIsMarked() {
        scene.task.stale("a1");

        Explanation told = explain(apply(",\"grace\":\"P7D\""), "a1");

        assertThat(told.fate()).isEqualTo(Explanation.Fate.STAYS);
        assertThat(told.evidence()).extracting(Evidence::predicate).contains("grace");
        assertThat(scene.marks.of(Scene.TIDY)).isEmpty();
    }

    @Test
    void pauseOfTheJobIsTold() {
        scene.ask(apply());
        scene.tell(Request.OfJob.What.PAUSE);

        assertThat(explain("\"tidy\"", "a1").stopped()).containsExactly("paused by Ann");
    }

    @Test
    void jobThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> explain("\"nobody\"", "a1")).isInstanceOf(Refused.class);
    }

    private Explanation explain(String job, String resource) {
        Stores stores = scene.stores();
        Explaining explaining = new Explaining(scene.task, stores, scene.bounds, Confines.none());
        String payload = "{\"job\":" + job + ",\"explain\":\"" + resource + "\"}";
        return CallReader.read(payload, "request")
                .<Optional<Explanation>>match(
                        ofRun -> Optional.empty(),
                        ofJob -> Optional.empty(),
                        asked -> Optional.of(explaining.explain(asked, scene.invocation())),
                        said -> Optional.empty())
                .orElseThrow();
    }
}
