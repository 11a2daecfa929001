package cloud.broom.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Refused;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallReaderTest {
    private static final RunId RUN = new RunId("tidy.0123456789abcdef");
    private static final String JOB = "{'name': 'tidy', 'task': 'fake', 'params': {}}";

    @Test
    void scheduleCarriesItsJobAndItsInstant() {
        Call.Ask ask = ask("{'job': " + JOB + ", 'slot': '2026-01-31T03:00:00Z'}");

        assertThat(ask.slot()).isEqualTo(new Slot("2026-01-31T03:00:00Z"));
        assertThat(ask.mode()).isEmpty();
        assertThat(ask.job()).isInstanceOf(Call.Written.class);
        assertThat(name(ask)).isEqualTo("tidy");
    }

    @Test
    void personMayNameARegisteredJobAndAnotherMode() {
        Call.Ask ask = ask("{'job': 'tidy', 'mode': 'apply', 'slot': 'by-hand'}");

        assertThat(ask.job()).isEqualTo(new Call.Named(new JobName("tidy")));
        assertThat(ask.mode()).contains(Mode.APPLY);
    }

    @Test
    void callWithoutASlotIsStableAcrossLambdasOwnRetries() {
        assertThat(ask("{'job': 'tidy'}").slot()).isEqualTo(new Slot("request/req-1"));
    }

    @Test
    void idempotencyKeyStandsInForTheRequest() {
        assertThat(ask("{'job': 'tidy', 'idempotencyKey': 'k'}").slot()).isEqualTo(new Slot("request/k"));
    }

    @Test
    void eventsDetailIsTheCallAndItsIdTheSlot() {
        Call.Ask ask = ask(
                """
                {'version': '0', 'id': 'e-1', 'detail-type': 'Clean', 'source': 'my.app', 'account': '1', 'region': 'x',
                 'time': '2026-01-31T03:00:00Z', 'resources': [], 'detail': {'job': %s, 'mode': 'dry-run'}}"""
                        .formatted(JOB));

        assertThat(ask.slot()).isEqualTo(new Slot("event/e-1"));
        assertThat(ask.mode()).contains(Mode.DRY_RUN);
        assertThat(name(ask)).isEqualTo("tidy");
    }

    @Test
    void slotInAnEventsDetailComesFirst() {
        assertThat(ask("{'id': 'e-1', 'detail-type': 'Clean', 'detail': {'job': 'tidy', 'slot': 's'}}")
                        .slot())
                .isEqualTo(new Slot("s"));
    }

    @Test
    void eventBesideAJobIsTheTriggerAndItsIdTheSlot() {
        Call.Ask ask = ask("{'job': 'tidy', 'mode': 'apply', 'event': {'id': 'e-1', 'detail': {'a': [1]}}}");

        assertThat(ask.slot()).isEqualTo(new Slot("event/e-1"));
        assertThat(ask.mode()).contains(Mode.APPLY);
        assertThat(ask.trigger().orElseThrow().event().at("/detail/a/0").asInt())
                .isEqualTo(1);
        assertThat(ask("{'job': 'tidy'}").trigger()).isEmpty();
    }

    @Test
    void wakeCarriesARunsIdOnly() {
        assertThat(call("{'wake': 'tidy.0123456789abcdef'}")).isEqualTo(new Call.Wake(RUN));
    }

    @ParameterizedTest
    @CsvSource({"cancel, CANCEL", "resume, RESUME", "retry, RETRY"})
    void orderToARunNamesTheRunAndWhoGivesIt(String order, Call.Tell.What what) {
        assertThat(call("{'order': '" + order + "', 'run': '" + RUN + "', 'by': 'Ann'}"))
                .isEqualTo(new Call.Tell(what, RUN, "Ann"));
    }

    @ParameterizedTest
    @CsvSource({"pause, PAUSE", "unpause, UNPAUSE"})
    void orderToAJobNamesTheJobAndWhoGivesIt(String order, Request.OfJob.What what) {
        assertThat(read("{'order': '" + order + "', 'job': 'tidy', 'by': 'Ann'}"))
                .isEqualTo(new Request.OfJob(what, new JobName("tidy"), "Ann"));
    }

    @ParameterizedTest
    @CsvSource({"acknowledge, ACKNOWLEDGE", "resolve, RESOLVE"})
    void wordOnAnIncidentNamesItAndWhoSaysSo(String order, Request.OfIncident.Word what) {
        String said = "{'order': '" + order + "', 'incident': 'tidy.0123abcd', 'by': 'Ann'%s}";

        assertThat(read(said.formatted(", 'note': 'on it'")))
                .isEqualTo(new Request.OfIncident(what, "tidy.0123abcd", "Ann", "on it"));
        assertThat(read(said.formatted(""))).isEqualTo(new Request.OfIncident(what, "tidy.0123abcd", "Ann", ""));
        assertThatThrownBy(() -> read(said.formatted("").replace("0123abcd", "..")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("incident: is not an incident's id");
    }

    @Test
    void nameOfWhoGivesAnOrderIsBounded() {
        String order = "{'order': 'pause', 'job': 'tidy', 'by': '%s'}";

        assertThat(read(order.formatted("x".repeat(200)))).isInstanceOf(Request.OfJob.class);
        assertThatThrownBy(() -> read(order.formatted("x".repeat(201))))
                .isInstanceOf(Refused.class)
                .hasMessage("by: is longer than 200 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                                   | payload: is empty: a JSON object is expected
                    {                                    | payload: is not JSON: Unexpected end-of-input
                    {'job': 'tidy'} x                    | payload: is not JSON
                    []                                   | payload: is not a JSON object with a key job, order, explain or wake
                    'tidy'                               | payload: is not a JSON object with a key job, order, explain or wake
                    null                                 | payload: is not a JSON object with a key job, order, explain or wake
                    {}                                   | payload.job: is missing: a job's spec, or the name of a registered job
                    {'job': null}                        | payload.job: is missing: a job's spec, or the name of a registered job
                    {'job': 7}                           | payload.job: is not an object with a job's keys
                    {'job': 'Not A Name'}                | payload.job: 'Not A Name' is not a job's name
                    {'job': {'name': 'tidy'}}            | payload.job.task: is missing
                    {'job': 'tidy', 'dryRun': false}     | payload.dryRun: is not a known key: allowed are event, idempotencyKey, job, mode, slot
                    {'job': 'tidy', 'mode': 'DELETE'}    | payload.mode: 'DELETE' is not one of apply, dry-run
                    {'job': 'tidy', 'slot': 'a b'}       | payload.slot: is not a slot
                    {'job': 'tidy', 'slot': 7}           | payload.slot
                    {'job': 'tidy', 'idempotencyKey': 'a b'} | payload.idempotencyKey: is not a slot
                    {'job': 'tidy', 'slot': 'a', 'idempotencyKey': 'b'} | payload: has both slot and idempotencyKey: give one
                    {'job': 'tidy', 'event': 7}          | payload.event: is not an event: the rule's InputTransformer
                    {'job': 'tidy', 'event': {'detail': {}}} | payload.event.id: is missing: the rule's InputTransformer
                    {'job': 'tidy', 'event': {'id': 'a b'}} | payload.event.id: is not a slot
                    {'job': 'tidy', 'event': {'id': 'e'}, 'slot': 's'} | payload: has an event and a slot or idempotencyKey
                    {'job': 'tidy', 'job': 'other'}      | payload: is not JSON: Duplicate field 'job'
                    {'wake': 'tidy'}                     | payload.wake: 'tidy' is not a run's id
                    {'wake': null}                       | payload.wake
                    {'wake': 'tidy.0123456789abcdef', 'job': 'x'} | payload.job: is not a known key: allowed are wake
                    {'order': 'cancel', 'run': 'tidy.0123456789abcdef'} | by: is missing: say who gives the order
                    {'order': 'cancel', 'run': 'tidy.0123456789abcdef', 'by': ' '} | by: is missing: say who gives the order
                    {'order': 'pause', 'job': 'tidy'}    | by: is missing: say who gives the order
                    {'order': 'pause', 'by': 'Ann'}      | payload: has neither run nor job: say what the order is for
                    {'order': 'stop', 'run': 'tidy.0123456789abcdef', 'by': 'Ann'} | payload.order: 'stop' is not one of cancel, resume, retry
                    {'order': 'cancel', 'job': 'tidy', 'by': 'Ann'} | payload.order: 'cancel' is not one of pause, unpause
                    {'order': 'pause', 'job': 'Not A Name', 'by': 'Ann'} | payload.job: 'Not A Name' is not a job's name
                    {'order': null, 'run': 'tidy.0123456789abcdef', 'by': 'Ann'} | order: is missing
                    {'order': 'cancel', 'run': 'tidy.0123456789abcdef', 'by': 'Ann', 'job': 'x'} | payload.job: is not a known key
                    {'id': 'e', 'detail-type': 'x', 'detail': {}} | payload.detail.job: is missing
                    {'id': 'e', 'detail-type': 'x', 'detail': 5} | payload.detail: is not an object with a key job
                    {'id': 'e', 'detail-type': 'x', 'detail': {'job': {'name': 'tidy'}}} | payload.detail.job.task: is missing
                    """)
    void whatCannotBeACallIsRefusedWithItsPlace(String payload, String problem) {
        assertThatThrownBy(() -> read(payload)).isInstanceOf(Refused.class).hasMessageStartingWith(problem);
    }

    private static String name(Call.Ask ask) {
        return ask.job().match(job -> job.name().value(), JobName::value);
    }

    private static Call.Ask ask(String payload) {
        return call(payload)
                .<Optional<Call.Ask>>match(
                        Optional::of, wake -> Optional.empty(), tell -> Optional.empty(), decide -> Optional.empty())
                .orElseThrow();
    }

    private static Call call(String payload) {
        return read(payload)
                .<Optional<Call>>match(
                        Optional::of,
                        ofJob -> Optional.empty(),
                        ofResource -> Optional.empty(),
                        ofIncident -> Optional.empty())
                .orElseThrow();
    }

    private static Request read(String payload) {
        return CallReader.read(payload.replace('\'', '"'), "req-1");
    }
}
