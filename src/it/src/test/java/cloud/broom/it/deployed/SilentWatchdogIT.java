package cloud.broom.it.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.it.Await;
import cloud.broom.it.RealTime;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Nobody watches: nothing of the product runs any more, so nothing of it can tell. CloudWatch does. */
@Tag("deployed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SilentWatchdogIT {
    private static final int MINUTE = 60;
    private static final Duration A_PASS = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of five periods of a minute; a stand-in that looks only every fifth minute needs two such looks. */
    private static final Duration AN_ALARM_CHANGES = Duration.ofMinutes(15);

    private final String stem = "broom-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Cloud cloud = Cloud.ofEnvironment();
    private final SamStack stack;

    SilentWatchdogIT() throws IOException, InterruptedException {
        stack = SamStack.deploy(cloud, stem, Map.of());
    }

    @AfterAll
    void remove() throws IOException {
        stack.close();
        cloud.close();
    }

    @Test
    void alarmTellsTheTopicWhenTheWatchdogIsDisabled() throws Exception {
        Await.atMost(
                A_PASS, "a call of the watchdog", () -> Optional.of(calls()).filter(calls -> calls > 0));
        Schedule.of(cloud, stack.output("WatchdogFunction")).disable();
        Await.atMost(AN_ALARM_CHANGES, "that all was well while it was called", () -> Optional.of(alarm())
                .filter(alarm -> alarm.stateValue() == StateValue.OK));

        try (Inbox inbox = Inbox.subscribedTo(cloud, stack.output("Topic"), stem + "-inbox")) {
            JsonNode told = alarm(inbox.expect(
                    "the alarm of the watchdog",
                    body -> alarm(body).path("NewStateValue").asText().equals("ALARM"),
                    AN_ALARM_CHANGES));
            assertThat(told.path("AlarmName").asText()).isEqualTo(alarm().alarmName());
            assertThat(told.path("AlarmDescription").asText()).startsWith(stem + ": the watchdog has not been called");
        }
    }

    private double calls() {
        Instant now = RealTime.CLOCK.instant();
        return cloud
                .cloudWatch()
                .getMetricStatistics(ask -> ask.namespace("AWS/Lambda")
                        .metricName("Invocations")
                        .dimensions(Dimension.builder()
                                .name("FunctionName")
                                .value(stack.output("WatchdogFunction"))
                                .build())
                        .statistics(Statistic.SUM)
                        .period(MINUTE)
                        .startTime(now.minus(A_PASS))
                        .endTime(now.plusSeconds(MINUTE)))
                .datapoints()
                .stream()
                .mapToDouble(Datapoint::sum)
                .sum();
    }

    private MetricAlarm alarm() {
        return cloud.cloudWatch().describeAlarmsPaginator(ask -> ask.alarmNamePrefix(stem)).metricAlarms().stream()
                .filter(alarm -> alarm.alarmName().contains("WatchdogSilentAlarm"))
                .findFirst()
                .orElseThrow();
    }

    /** What CloudWatch has told the topic, of what the queue has got. */
    private static JsonNode alarm(String body) {
        try {
            return JSON.readTree(JSON.readTree(body).path("Message").asText());
        } catch (IOException no) {
            throw new AssertionError("no alarm: " + body, no);
        }
    }
}
