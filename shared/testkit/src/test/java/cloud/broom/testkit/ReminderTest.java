package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.call.Request.OfIncident.Word;
import cloud.broom.incident.Incident;
import cloud.broom.incident.IncidentRefused;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Event;
import cloud.broom.telling.IncidentEvents;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An incident that stays open: people are told again, and say what they make of it. */
final class ReminderTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ALERTS = ",\"alerts\":{\"remind\":\"PT1H\",\"escalate\":\"PT150M\"}";

    private final Scene scene = Scene.small();
    private final Answer blocked = blocked();

    @Test
    void peopleAreRemindedAtTheSetPaceAndNotBefore() {
        scene.clock.advance(HOUR.minusSeconds(1));
        scene.pass();
        assertThat(subjects()).containsExactly("[BLOCKED] tidy");

        scene.clock.advance(Duration.ofSeconds(1));
        scene.pass();
        scene.pass();

        assertThat(subjects()).containsExactly("[BLOCKED] tidy", "[STILL BLOCKED] tidy");
        assertThat(last().body())
                .startsWith(
                        "Open for 1 h 0 min, occurred once, last Sat 31 Jan 03:00 UTC. Nobody has taken it in hand.")
                .contains(
                        "Nothing was deleted or changed. No action needed before Mon 2 Feb 03:00 UTC (then cancelled).")
                .contains("Go: broom approve " + blocked.run() + " --digest ");
        assertThat(incident().occurrences()).isEqualTo(1);
    }

    @Test
    void whatNobodyTakesInHandIsEscalatedOnceWithItsSeverity() {
        passes(4);

        assertThat(subjects())
                .containsExactly(
                        "[BLOCKED] tidy",
                        "[STILL BLOCKED] tidy",
                        "[STILL BLOCKED] tidy",
                        "[ESCALATED, STILL BLOCKED] tidy",
                        "[STILL BLOCKED] tidy");
        Alert escalated = scene.outlet.alerts().get(3);
        assertThat(escalated.attributes()).containsEntry("escalated", "true").containsEntry("severity", "WARNING");
        assertThat(last().attributes()).doesNotContainKey("escalated");
    }

    @Test
    void whatSomebodyHasInHandIsNotEscalatedButNotForgotten() {
        scene.clock.advance(Duration.ofMinutes(10));
        IncidentEvents.Detail answer = scene.say(Word.ACKNOWLEDGE, incident().id(), "looking");
        assertThat(answer.state()).isEqualTo(Incident.State.ACKNOWLEDGED);
        assertThat(answer.secondsToAcknowledge()).contains(600L);

        passes(3);

        assertThat(subjects())
                .startsWith("[BLOCKED] tidy", "[STILL BLOCKED] tidy")
                .noneMatch(s -> s.contains("ESCALATED"));
        assertThat(last().body()).contains("Ann has it in hand since Sat 31 Jan 03:10 UTC.");
    }

    @Test
    void whatSomebodyEndsIsToldOfAndNotRemindedOf() {
        scene.clock.advance(Duration.ofMinutes(10));

        IncidentEvents.Detail answer = scene.say(Word.RESOLVE, incident().id(), "meant\nso");

        assertThat(answer.state()).isEqualTo(Incident.State.RESOLVED);
        assertThat(answer.secondsToResolve()).contains(600L);
        assertThat(subjects()).containsExactly("[BLOCKED] tidy", "[RECOVERED] tidy");
        assertThat(last().body()).contains("How: meant?so (Ann)");
        assertThat(scene.outlet.events()).extracting(Event::detailType).last().isEqualTo("Incident Resolved");
        passes(3);
        assertThat(subjects()).hasSize(2);
    }

    @Test
    void nothingCanBeSaidOfWhatIsNotOrIsOver() {
        String id = incident().id();
        scene.say(Word.RESOLVE, id, "");

        assertThatThrownBy(() -> scene.say(Word.ACKNOWLEDGE, id, ""))
                .isInstanceOf(IncidentRefused.class)
                .hasMessageContaining("is over since");
        assertThatThrownBy(() -> scene.say(Word.RESOLVE, "tidy.00000000", ""))
                .isInstanceOf(IncidentRefused.class)
                .hasMessageContaining("there is no incident tidy.00000000");
    }

    @Test
    void whatIsSaidIsSaidOnceThoughTheAnswerOfItsWriteIsLost() {
        scene.runs.calls().next(FakeRuns.Call.REPORT, FakeRuns.repeated());

        scene.say(Word.ACKNOWLEDGE, incident().id(), "");

        assertThat(incident().timeline()).extracting("what").containsExactly("opened", "acknowledged");
    }

    @Test
    void reminderThatMeetsAnotherWriteComesInTheNextPass() {
        scene.clock.advance(HOUR);
        scene.runs.calls().next(FakeRuns.Call.REPORT, FakeRuns.conflict());
        scene.pass();
        assertThat(subjects()).hasSize(1);

        scene.pass();

        assertThat(subjects()).hasSize(2);
    }

    private Answer blocked() {
        scene.task.stale("a1");
        return scene.ask(apply(",\"limits\":{\"items\":0}" + ALERTS));
    }

    /** So many hours, with a pass each half hour. */
    private void passes(int hours) {
        for (int i = 0; i < hours * 2; i++) {
            scene.clock.advance(HOUR.dividedBy(2));
            scene.pass();
        }
    }

    private Incident incident() {
        return scene.runs.healthOf(Scene.TIDY).incidents().get(0);
    }

    private List<String> subjects() {
        return scene.outlet.alerts().stream().map(Alert::subject).toList();
    }

    private Alert last() {
        return scene.outlet.alerts().get(scene.outlet.alerts().size() - 1);
    }
}
