package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.TIDY;
import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.call.Call;
import cloud.broom.json.Refused;
import cloud.broom.notice.Event;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that an event asks for. */
final class TriggerTest {
    private static final String REFERRING = apply().replace("\"a\"", "{\"$event\":\"/detail/prefix\"}");
    private static final String A = "{\"prefix\":\"a\"}";

    private final Scene scene = Scene.small();

    @Test
    void runTakesItsParametersFromTheEventAndItsSlotFromTheEventsId() {
        scene.task.stale("a1", "b1");

        Answer answer = scene.advance(on(REFERRING, "e-1", A));

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.slot().text()).isEqualTo("event/e-1");
        assertThat(scene.task.left()).containsExactly("b1");
        assertThat(scene.stored(answer.run()).job().params().get("prefix").asText())
                .isEqualTo("a");
    }

    @Test
    void eventThatIsDeliveredTwiceYieldsOneRun() {
        scene.task.stale("a1");
        Answer first = scene.advance(on(REFERRING, "e-1", A));

        Answer second = scene.advance(on(REFERRING, "e-1", A));

        assertThat(second.run()).isEqualTo(first.run());
        assertThat(second.duplicate()).isTrue();
        assertThat(scene.task.acts("a1")).isEqualTo(1);
    }

    @Test
    void jobIsRegisteredAsItIsWrittenSoThatTheNextEventFindsItByName() {
        scene.task.stale("a1", "b1");
        scene.advance(on(REFERRING, "e-1", A));

        Answer next = scene.advance(on("\"tidy\"", "e-2", "{\"prefix\":\"b\"}"));

        assertThat(next.done()).isEqualTo(1);
        assertThat(scene.task.left()).isEmpty();
        assertThat(scene.runs.registered(TIDY).orElseThrow().job().params().toString())
                .isEqualTo("{\"prefix\":{\"$event\":\"/detail/prefix\"}}");
    }

    @Test
    void jobThatNeedsAnEventIsRefusedWithoutOne() {
        scene.advance(on(REFERRING, "e-1", A));

        assertThatThrownBy(() -> scene.ask("\"tidy\"", "by-hand"))
                .isInstanceOf(Refused.class)
                .hasMessage("job.params.prefix: is taken from an event, and the call has none: send one beside the job,"
                        + " as {\"job\": ..., \"event\": {...}}, or a spec that says the value itself");
    }

    @Test
    void retryOfAnEventsRunNeedsNoEvent() {
        scene.task.stale("a1");
        scene.task.neverMention("a1");
        Answer partial = scene.advance(on(REFERRING, "e-1", A));

        Answer again = scene.tell(Call.Tell.What.RETRY, partial.run());

        assertThat(again.found()).isEqualTo(1);
        assertThat(again.run()).isNotEqualTo(partial.run());
        assertThat(scene.runs.registered(TIDY).orElseThrow().job().params().toString())
                .contains("$event");
    }

    @Test
    void firstApplyIsAskedForOncePerSpecNotPerEvent() {
        scene.task.stale("b1");
        String careful = REFERRING.replace("}}}", "}},\"approval\":{\"firstApply\":\"required\"}}");
        assertThat(scene.advance(on(careful, "e-1", A)).state()).isEqualTo(Status.COMPLETED);

        Answer next = scene.advance(on(careful, "e-2", "{\"prefix\":\"b\"}"));

        assertThat(next.state()).isEqualTo(Status.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"$event": "/detail/nothing"}     | job.params.prefix: the event has nothing at '/detail/nothing'
                    {"$event": "/detail/null"}        | job.params.prefix: the event has nothing at '/detail/null'
                    {"$event": "detail"}              | job.params.prefix.$event: 'detail' is not a JSON Pointer
                    {"$event": 1}                     | job.params.prefix.$event: is not a text
                    {"$event": "/detail/a", "or": ""} | job.params.prefix.or: cannot stand beside $event
                    [{"no": {"$event": "/x"}}]        | job.params.prefix[0].no: the event has nothing at '/x'
                    """)
    void referenceThatFindsNothingOrIsNoneIsRefusedWithItsPlace(String reference, String problem) {
        String job = apply().replace("\"a\"", reference);

        assertThatThrownBy(() -> scene.advance(on(job, "e-1", "{\"null\":null}")))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith(problem);
        assertThat(scene.runs.stored()).isEmpty();
    }

    @Test
    void defaultStandsInForWhatTheEventLacks() {
        scene.task.stale("b1");
        String job = apply().replace("\"a\"", "{\"$event\":\"/detail/none\",\"default\":\"b\"}");

        assertThat(scene.advance(on(job, "e-1", A)).done()).isEqualTo(1);
    }

    @Test
    void noEventWritesACondition() {
        String job = apply().replace("\"a\"", "\"a\",\"where\":{\"$event\":\"/detail/where\"}");

        assertThatThrownBy(() -> scene.advance(on(job, "e-1", "{\"where\":\"true\"}")))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("job.params.where: is a condition, which no event may write");
    }

    @Test
    void specStaysSmallWhateverTheEventHolds() {
        String large = "{\"prefix\":\"" + "a".repeat(33 * 1024) + "\"}";

        assertThatThrownBy(() -> scene.advance(on(REFERRING, "e-1", large)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("it may have 32768");
    }

    @Test
    void jobDoesNotFollowOnItself() {
        assertThatThrownBy(() -> scene.advance(after("tidy", apply(",\"maxPerHour\":9"))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("would trigger itself");
    }

    @Test
    void jobThatFollowsOnAnotherHasToBeBounded() {
        assertThatThrownBy(() -> scene.advance(after("other", apply())))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("job.maxPerHour: is missing");
        assertThat(scene.advance(after("other", apply(",\"maxPerHour\":9"))).state())
                .isEqualTo(Status.COMPLETED);
    }

    @Test
    void stormIsBoundedAndSaysSo() {
        String bounded = REFERRING.replace("}}}", "}},\"maxPerHour\":2}");
        scene.advance(on(bounded, "e-1", A));
        scene.advance(on(bounded, "e-2", A));

        Answer third = scene.advance(on(bounded, "e-3", A));

        assertThat(third.state()).isEqualTo(Status.SKIPPED);
        assertThat(third.reason()).isEqualTo("maxPerHour: 2 runs have begun since 03:00 UTC");
        scene.clock.advance(Duration.ofHours(1));
        assertThat(scene.advance(on(bounded, "e-4", A)).state()).isEqualTo(Status.COMPLETED);
        assertThat(scene.outlet.events().stream().map(Event::detailType)).doesNotContain("Run Skipped");
    }

    @Test
    void fullHourIsSaidThoughItsRecordMeetsAConflictToo() {
        String bounded = apply(",\"maxPerHour\":1");
        scene.ask(bounded, "1");
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        scene.runs.conflictNext();

        Answer second = scene.ask(bounded, "2");

        assertThat(second.state()).isEqualTo(Status.SKIPPED);
        assertThat(second.reason()).isEqualTo("maxPerHour: 1 run has begun since 03:00 UTC");
    }

    @Test
    void conflictThatIsNotAboutTheHourIsTriedAgain() {
        scene.runs.conflictNext();

        assertThat(scene.ask(apply(",\"maxPerHour\":1")).state()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void runThatIsTriedAgainIsNotCounted() {
        scene.task.stale("a1");
        scene.task.neverMention("a1");
        Answer partial = scene.ask(apply(",\"maxPerHour\":1"));

        assertThat(scene.tell(Call.Tell.What.RETRY, partial.run()).state()).isEqualTo(Status.PARTIAL);
    }

    @Test
    void queuedRunIsToldToStartWhenItDoes() {
        String queue = apply(",\"overlap\":\"queue\"");
        scene.task.stale("a1", "a2", "a3");
        scene.invocationsOf(Duration.ofSeconds(5)).ask(queue, "first");
        Answer queued = scene.ask(queue, "second");
        assertThat(started()).hasSize(1);

        scene.invocationsOf(Duration.ofMinutes(15)).settle();

        Run run = scene.stored(queued.run());
        assertThat(run.state().status()).isEqualTo(Status.COMPLETED);
        assertThat(started()).hasSize(2);
        assertThat(started().get(1).detail().path("run").asText())
                .isEqualTo(run.id().value());
    }

    private List<Event> started() {
        return scene.outlet.events().stream()
                .filter(event -> event.detailType().equals("Run Started"))
                .toList();
    }

    private static Call after(String job, String spec) {
        return Scene.call("{\"job\":" + spec + ",\"event\":{\"id\":\"e-1\",\"source\":\"broom\",\"detail-type\":"
                + "\"Run Completed\",\"detail\":{\"job\":\"" + job + "\"}}}");
    }

    private static Call on(String job, String id, String detail) {
        return Scene.call("{\"job\":" + job + ",\"event\":{\"version\":\"0\",\"id\":\"" + id
                + "\",\"source\":\"my.app\",\"detail-type\":\"Stale\",\"detail\":" + detail + "}}");
    }
}
