package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

final class EventsTest {
    private final ProbeStack probes;
    private final EventBridgeClient events;

    EventsTest(@TempDir Path folder) throws IOException {
        probes = new ProbeStack(folder, Map.of());
        events = Clients.events(probes.cloud.operatorEnvironment());
    }

    @AfterEach
    void close() {
        events.close();
        probes.close();
    }

    @Test
    void callsAFunctionWithTheTransformedEvent() throws InterruptedException {
        put("bank", "Sold", "{\"id\":\"a-\\\"1\\\"\",\"count\":3}");

        assertThat(probes.nextLine())
                .isEqualTo("probe {\"sold\": \"a-\\\"1\\\"\", \"count\": 3, \"text\": \"item a-\\\"1\\\"\"}");
    }

    @Test
    void bringsAnEventToAQueueOnlyIfItMatches() {
        rule("{\"detail\":{\"size\":[{\"numeric\":[\">\",10]}],\"name\":[{\"prefix\":\"tmp\"}]}}");

        put("shop", "Seen", "{\"size\":11,\"name\":\"tmp/x\"}");
        put("shop", "Seen", "{\"size\":10,\"name\":\"tmp/y\"}");

        assertThat(probes.rests()).isTrue();
        assertThat(probes.bodies(queue()))
                .singleElement()
                .asString()
                .contains("\"detail-type\":\"Seen\"", "\"source\":\"shop\"", "\"detail\":{\"size\":11")
                .contains("\"time\":\"2026-03-28T10:00:00Z\"");
    }

    @Test
    void silencesADisabledRule() {
        rule("{\"source\":[\"shop\"]}");
        events.disableRule(request -> request.name("to-queue").eventBusName("probes"));

        put("shop", "Seen", "{}");

        assertThat(probes.rests()).isTrue();
        assertThat(probes.bodies(queue())).isEmpty();
        assertThat(events.describeRule(request -> request.name("to-queue").eventBusName("probes"))
                        .state())
                .isEqualTo(RuleState.DISABLED);
    }

    @Test
    void firesARuleByTime() {
        events.putRule(request -> request.name("ticks").scheduleExpression("rate(1 minute)"));
        events.putTargets(request -> request.rule("ticks")
                .targets(Target.builder().id("q").arn(queueArn()).build()));

        probes.clock.advance(Duration.ofMinutes(1));

        assertThat(probes.rests()).isTrue();
        assertThat(probes.bodies(queue()))
                .singleElement()
                .asString()
                .contains("\"detail-type\":\"Scheduled Event\"", "rule/ticks", "\"time\":\"2026-03-28T10:01:00Z\"");
    }

    @Test
    void forwardsFromBusToBus() {
        events.createEventBus(request -> request.name("second"));
        events.putRule(r -> r.name("on").eventBusName("probes").eventPattern("{\"source\":[\"shop\"]}"));
        events.putTargets(r -> r.rule("on")
                .eventBusName("probes")
                .targets(Target.builder()
                        .id("b")
                        .arn("arn:aws:events:us-east-1:123456789012:event-bus/second")
                        .build()));
        events.putRule(r -> r.name("end").eventBusName("second").eventPattern("{\"source\":[\"shop\"]}"));
        events.putTargets(r -> r.rule("end")
                .eventBusName("second")
                .targets(Target.builder()
                        .id("q")
                        .arn(queueArn())
                        .inputPath("$.detail.id")
                        .build()));

        put("shop", "Moved", "{\"id\":\"x\"}");

        assertThat(probes.rests()).isTrue();
        assertThat(probes.bodies(queue())).containsExactly("\"x\"");
    }

    @Test
    void sendsWhatATargetDoesNotTakeToTheDeadLettersOfTheRule() {
        String queue = probes.stack.physicalId("Failures");
        String queueArn = "arn:aws:sqs:us-east-1:123456789012:" + queue.replaceFirst(".*/", "");
        String gone = "arn:aws:lambda:us-east-1:123456789012:function:gone";
        events.putRule(rule -> rule.name("lost").eventPattern("{\"source\":[\"shop\"]}"));
        events.putTargets(put -> put.rule("lost")
                .targets(Target.builder()
                        .id("t")
                        .arn(gone)
                        .input("{}")
                        .deadLetterConfig(dead -> dead.arn(queueArn))
                        .build()));

        events.putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                .source("shop")
                .detailType("Sold")
                .detail("{\"id\":\"a\"}")
                .build()));

        assertThat(probes.rests()).isTrue();
        assertThat(probes.messages(queue)).singleElement().satisfies(message -> {
            assertThat(message.body()).contains("\"detail\":{\"id\":\"a\"}");
            assertThat(ProbeStack.attributes(message))
                    .containsEntry("RULE_ARN", "arn:aws:events:us-east-1:123456789012:rule/lost")
                    .containsEntry("TARGET_ARN", gone)
                    .containsEntry("ERROR_CODE", "NO_RESOURCE")
                    .containsEntry("RETRY_ATTEMPTS", "0")
                    .containsKey("ERROR_MESSAGE");
        });
    }

    @Test
    void fillsTheReservedVariablesOfATransformer() {
        String queue = probes.stack.physicalId("Failures");
        events.putRule(rule -> rule.name("all").eventPattern("{\"source\":[\"shop\"]}"));
        events.putTargets(put -> put.rule("all")
                .targets(Target.builder()
                        .id("t")
                        .arn("arn:aws:sqs:us-east-1:123456789012:" + queue.replaceFirst(".*/", ""))
                        .inputTransformer(to -> to.inputTemplate("{\"rule\":<aws.events.rule-arn>,"
                                + "\"name\":\"<aws.events.rule-name>\",\"at\":<aws.events.event.ingestion-time>,"
                                + "\"whole\":<aws.events.event.json>,\"head\":<aws.events.event>}"))
                        .build()));

        events.putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                .source("shop")
                .detailType("Sold")
                .time(ProbeStack.START.minusSeconds(5))
                .detail("{\"id\":\"a\"}")
                .build()));

        assertThat(probes.rests()).isTrue();
        assertThat(probes.bodies(queue)).singleElement().satisfies(body -> {
            JsonNode tree = Json.read(body);
            assertThat(tree.path("rule").asText()).endsWith(":rule/all");
            assertThat(tree.path("name").asText()).isEqualTo("all");
            assertThat(tree.path("at").asText()).isEqualTo("2026-03-28T10:00:00Z");
            assertThat(tree.path("whole").path("detail").path("id").asText()).isEqualTo("a");
            assertThat(tree.path("whole").path("time").asText()).isEqualTo("2026-03-28T09:59:55Z");
            assertThat(tree.path("head").has("detail")).isFalse();
            assertThat(tree.path("head").path("source").asText()).isEqualTo("shop");
        });
    }

    @Test
    void refusesEntriesOneByOne() {
        PutEventsResponse response = events.putEvents(request -> request.entries(
                PutEventsRequestEntry.builder()
                        .eventBusName("probes")
                        .source("shop")
                        .detailType("a")
                        .detail("{}")
                        .build(),
                PutEventsRequestEntry.builder()
                        .eventBusName("probes")
                        .source("shop")
                        .detailType("a")
                        .detail("not json")
                        .build(),
                PutEventsRequestEntry.builder()
                        .eventBusName("probes")
                        .source("aws.ec2")
                        .detailType("a")
                        .detail("{}")
                        .build(),
                PutEventsRequestEntry.builder()
                        .eventBusName("probes")
                        .source("shop")
                        .detail("{}")
                        .build()));

        assertThat(response.failedEntryCount()).isEqualTo(3);
        assertThat(response.entries())
                .extracting(entry -> String.valueOf(entry.errorCode()))
                .containsExactly("null", "MalformedDetail", "NotAuthorizedForSource", "InvalidArgument");
    }

    @Test
    void refusesPatternsThatAreNone() {
        assertThatThrownBy(() -> rule("{\"source\":\"shop\"}")).isInstanceOf(InvalidEventPatternException.class);
        assertThatThrownBy(() -> events.listTargetsByRule(request -> request.rule("nobody")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void triesAPatternOnAnEvent() {
        assertThat(events.testEventPattern(request ->
                                request.event("{\"source\":\"shop\"}").eventPattern("{\"source\":[\"shop\"]}"))
                        .result())
                .isTrue();
    }

    private void rule(String pattern) {
        events.putRule(
                request -> request.name("to-queue").eventBusName("probes").eventPattern(pattern));
        events.putTargets(request -> request.rule("to-queue")
                .eventBusName("probes")
                .targets(Target.builder().id("q").arn(queueArn()).build()));
    }

    private void put(String source, String type, String detail) {
        assertThat(events.putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                                .eventBusName("probes")
                                .source(source)
                                .detailType(type)
                                .detail(detail)
                                .build()))
                        .failedEntryCount())
                .isZero();
    }

    private String queue() {
        return probes.stack.physicalId("Failures");
    }

    private String queueArn() {
        return "arn:aws:sqs:us-east-1:123456789012:" + queue().replaceFirst(".*/", "");
    }
}
