package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.Broom;
import cloud.broom.control.Exemption;
import cloud.broom.control.Glob;
import cloud.broom.run.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What carries the tag that says so is kept, and what tags it carries has to be known. */
final class KeepTagTest {
    private final Scene scene = Scene.small();
    private final Instant since = scene.clock.instant().minus(Duration.ofDays(10));
    private final TaggedTask task = new TaggedTask(scene.task, since);

    @Test
    void whatIsTaggedToBeKeptIsExempt() {
        scene.task.stale("a1", "a2", "a3", "a4");
        task.keep("a1", "").keep("a2", "2026-01-30").keep("a3", "P11D");

        Answer answer = ask(apply(), "1");

        assertThat(answer.exempt()).as("a2 was to be kept until yesterday").isEqualTo(2);
        assertThat(scene.task.left()).containsExactly("a1", "a3");
        assertThat(answer.notes())
                .containsExactly(
                        "exempt by tag broom:keep=",
                        "exempt by tag broom:keep=P11D, expires soon: 2026-02-01T03:00:02Z");
    }

    @Test
    void aMalformedTagProtectsAndIsToldOf() {
        scene.task.stale("a1");
        task.keep("a1", "2026-13-45");

        Answer answer = ask(apply(), "1");

        assertThat(answer.exempt()).isEqualTo(1);
        assertThat(answer.notes()).singleElement().asString().contains("broom:keep=2026-13-45 (is neither a date");
    }

    @Test
    void whoseTagsCannotBeReadIsUnknownAndStays() {
        scene.task.stale("a1", "a2");
        task.unreadable("a1");

        Answer answer = ask(apply(), "1");

        assertThat(answer.unknown()).isEqualTo(1);
        assertThat(answer.exempt()).isZero();
        assertThat(answer.done()).isEqualTo(1);
        assertThat(answer.notes()).containsExactly("not known whether exempt, so left alone: tags of a1 are denied");
        assertThat(scene.task.left()).containsExactly("a1");
    }

    @Test
    void aTagAddedAfterThePlanHolds() {
        scene.task.stale("a1", "a2", "a3");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> task.keep("a3", "yes")));

        Answer answer = ask(apply(), "1");

        assertThat(answer.skipped()).isEqualTo(1);
        assertThat(scene.task.left()).containsExactly("a3");
    }

    @Test
    void tagsThatCannotBeReadAgainKeepAnItemFromGoing() {
        scene.task.stale("a1", "a2", "a3");
        scene.task.calls().next(FakeTask.Call.ACT, Fault.preceded(() -> task.unreadable("a3")));

        Answer answer = ask(apply(), "1");

        assertThat(answer.state()).isEqualTo(Status.PARTIAL);
        assertThat(answer.failed()).isEqualTo(1);
        assertThat(scene.task.left()).containsExactly("a3");
    }

    @Test
    void tagsAreAskedForOnlyOfWhatWouldGoOtherwise() {
        scene.task.stale("a1", "a2", "b1");
        scene.controls.add(Exemption.of(
                new Glob("a1"),
                Optional.empty(),
                new Exemption.Terms("team", "hold"),
                Optional.empty(),
                "Ann",
                scene.clock.instant()));

        ask(dryRun(""), "1");

        assertThat(task.asked()).containsExactly(List.of("a2"));
    }

    private Answer ask(String job, String slot) {
        return new Broom(task, scene.stores(), scene.outlet, scene.bounds)
                .advance(Scene.call("{\"job\":" + job + ",\"slot\":\"" + slot + "\"}"), scene.invocation());
    }
}
