package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;

final class AlarmsTest {
    private final ProbeStack probes;
    private final CloudWatchClient cloudWatch;
    private final SnsClient sns;
    private final String topic;
    private final String inbox;

    AlarmsTest(@TempDir Path folder) throws IOException {
        probes = new ProbeStack(folder, Map.of("Ticking", "no"));
        cloudWatch = Clients.cloudWatch(probes.cloud.operatorEnvironment());
        sns = Clients.sns(probes.cloud.operatorEnvironment());
        topic = probes.stack.physicalId("Topic");
        inbox = probes.stack.physicalId("Failures");
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(queueArn()));
    }

    @AfterEach
    void close() {
        cloudWatch.close();
        sns.close();
        probes.close();
    }

    @Test
    void tellsTheTopicOnceWhenAMetricIsBeyondItsThresholdAndOnceWhenItIsNotAnyMore() throws Exception {
        alarm(request -> request.okActions(topic));
        put(1);
        pass(Duration.ofMinutes(1));

        assertThat(state().stateValue()).isEqualTo(StateValue.ALARM);
        JsonNode told = told();
        assertThat(told.path("Subject").asText()).isEqualTo("ALARM: \"too-many\" in US East (N. Virginia)");
        JsonNode message = Json.read(told.path("Message").asText());
        assertThat(message.path("NewStateValue").asText()).isEqualTo("ALARM");
        assertThat(message.path("OldStateValue").asText()).isEqualTo("INSUFFICIENT_DATA");
        assertThat(message.path("NewStateReason").asText())
                .isEqualTo("Threshold Crossed: 1 out of the last 1 datapoints [1.0 (28/03/26 10:00:00)]"
                        + " was greater than the threshold (0.0) (minimum 1 datapoint for OK -> ALARM transition).");
        assertThat(message.path("Trigger")
                        .path("Dimensions")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("room");
        pass(Duration.ofMinutes(3));
        assertThat(Json.read(told().path("Message").asText())
                        .path("NewStateValue")
                        .asText())
                .isEqualTo("OK");
        assertThat(probes.bodies(inbox)).isEmpty();
    }

    @Test
    void takesSilenceForBreachingWhereToldSoByMathOverWhatLambdaCounts() throws Exception {
        cloudWatch.putMetricAlarm(request -> silent(request));
        for (int minute = 0; minute < 4; minute++) {
            call();
            pass(Duration.ofMinutes(1));
        }
        assertThat(state("silent").stateValue()).isEqualTo(StateValue.OK);

        pass(Duration.ofMinutes(6));

        assertThat(state("silent").stateReason())
                .contains("no datapoints were received")
                .contains("treated as [Breaching]");
        assertThat(told().path("Subject").asText()).startsWith("ALARM: \"silent\"");
        call();
        pass(Duration.ofMinutes(2));
        assertThat(state("silent").stateValue()).isEqualTo(StateValue.OK);
    }

    @Test
    void countsAnErrorAsNoSuccess() {
        cloudWatch.putMetricAlarm(request -> silent(request));
        for (int minute = 0; minute < 3; minute++) {
            call();
            pass(Duration.ofMinutes(1));
        }
        assertThat(state("silent").stateValue()).isEqualTo(StateValue.OK);
        for (int minute = 0; minute < 3; minute++) {
            fail();
            pass(Duration.ofMinutes(1));
        }

        assertThat(state("silent").stateValue()).isEqualTo(StateValue.ALARM);
    }

    @Test
    void doesNotTakeMinutesThatTheClockJumpedOverForSilence() {
        cloudWatch.putMetricAlarm(request -> silent(request));
        for (int minute = 0; minute < 4; minute++) {
            call();
            pass(Duration.ofMinutes(1));
        }

        probes.clock.advance(Duration.ofHours(5));
        assertThat(probes.rests()).isTrue();

        assertThat(state("silent").stateValue()).isEqualTo(StateValue.OK);
    }

    @Test
    void alarmsOnMessagesThatStandInAQueue() {
        cloudWatch.putMetricAlarm(request -> over(request, "AWS/SQS", "ApproximateNumberOfMessagesVisible")
                .statistic(Statistic.MAXIMUM)
                .dimensions(dimension("QueueName", queueArn().replaceFirst(".*:", ""))));
        pass(Duration.ofMinutes(2));
        assertThat(state().stateValue()).isEqualTo(StateValue.OK);

        sns.publish(request -> request.topicArn(topic).message("stands"));
        pass(Duration.ofMinutes(2));

        assertThat(state().stateValue()).isEqualTo(StateValue.ALARM);
    }

    @Test
    void cannotPublishToATopicThatDoesNotLetCloudWatch() {
        sns.setTopicAttributes(request -> request.topicArn(topic)
                .attributeName("Policy")
                .attributeValue("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"123456789012\"},"
                        + "\"Action\":\"sns:Publish\",\"Resource\":\"*\"}}"));
        assertThat(actionAfterSet()).contains("is not authorized to perform: SNS:Publish");
        sns.setTopicAttributes(request -> request.topicArn(topic)
                .attributeName("Policy")
                .attributeValue("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                        + "\"cloudwatch.amazonaws.com\"},\"Action\":\"sns:Publish\",\"Resource\":\"" + topic + "\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"123456789012\"}}}}"));
        assertThat(actionAfterSet()).startsWith("Successfully executed");
        sns.setTopicAttributes(request ->
                request.topicArn(topic).attributeName("KmsMasterKeyId").attributeValue("alias/aws/sns"));
        assertThat(actionAfterSet()).contains("does not have authorization to access the SNS topic encryption key");
    }

    @Test
    void saysOnTheDefaultBusThatItsStateChanged() {
        try (var events = Clients.events(probes.cloud.operatorEnvironment())) {
            events.putRule(rule -> rule.name("changes")
                    .eventPattern("{\"source\":[\"aws.cloudwatch\"],\"detail\":{\"state\":{\"value\":[\"ALARM\"]}}}"));
            events.putTargets(put -> put.rule("changes")
                    .targets(Target.builder().id("q").arn(queueArn()).build()));
        }
        alarm(request -> request.actionsEnabled(false));
        set(StateValue.ALARM);

        assertThat(probes.rests()).isTrue();
        assertThat(probes.bodies(inbox)).singleElement().satisfies(body -> assertThat(body)
                .contains("\"detail-type\":\"CloudWatch Alarm State Change\"", "\"alarmName\":\"too-many\""));
    }

    @Test
    void holdsItsActionsWhileTheyAreDisabledAndGoesWhenDeleted() {
        alarm(request -> {});
        cloudWatch.disableAlarmActions(request -> request.alarmNames("too-many"));
        set(StateValue.ALARM);
        assertThat(probes.rests()).isTrue();
        assertThat(probes.bodies(inbox)).isEmpty();
        assertThat(state().actionsEnabled()).isFalse();

        cloudWatch.deleteAlarms(request -> request.alarmNames("too-many"));

        assertThat(cloudWatch.describeAlarms().metricAlarms()).isEmpty();
        assertThatThrownBy(() -> set(StateValue.OK)).isInstanceOf(CloudWatchException.class);
    }

    @Test
    void refusesAnAlarmThatWouldNotDoHereWhatItDoesOnAws() {
        assertThatThrownBy(() -> alarm(request -> request.alarmActions("arn:aws:automate:us-east-1:ec2:stop")))
                .hasMessageContaining("arn:aws:automate");
        assertThatThrownBy(() -> alarm(request -> request.datapointsToAlarm(2)))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("DatapointsToAlarm");
    }

    private String actionAfterSet() {
        alarm(request -> {});
        set(StateValue.OK);
        set(StateValue.ALARM);
        return cloudWatch
                .describeAlarmHistory(request -> request.alarmName("too-many").historyItemType(HistoryItemType.ACTION))
                .alarmHistoryItems()
                .get(0)
                .historySummary();
    }

    private void alarm(Consumer<PutMetricAlarmRequest.Builder> more) {
        PutMetricAlarmRequest.Builder request =
                over(PutMetricAlarmRequest.builder(), "Shop", "Complaints").dimensions(dimension("room", "a"));
        more.accept(request);
        cloudWatch.putMetricAlarm(request.build());
    }

    private PutMetricAlarmRequest.Builder over(PutMetricAlarmRequest.Builder request, String namespace, String metric) {
        return request.alarmName("too-many")
                .namespace(namespace)
                .metricName(metric)
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(0.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData("notBreaching")
                .alarmActions(topic);
    }

    /** The watchdog's alarm, over three minutes. */
    private PutMetricAlarmRequest.Builder silent(PutMetricAlarmRequest.Builder request) {
        return request.alarmName("silent")
                .metrics(
                        MetricDataQuery.builder()
                                .id("succeeded")
                                .expression("invocations - errors")
                                .build(),
                        lambda("invocations", "Invocations"),
                        lambda("errors", "Errors"))
                .evaluationPeriods(3)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .treatMissingData("breaching")
                .alarmActions(topic);
    }

    private MetricDataQuery lambda(String id, String metric) {
        return MetricDataQuery.builder()
                .id(id)
                .returnData(false)
                .metricStat(stat -> stat.period(60).stat("Sum").metric(m -> m.namespace("AWS/Lambda")
                        .metricName(metric)
                        .dimensions(dimension("FunctionName", probes.function()))))
                .build();
    }

    private void put(double value) {
        cloudWatch.putMetricData(request -> request.namespace("Shop")
                .metricData(MetricDatum.builder()
                        .metricName("Complaints")
                        .value(value)
                        .timestamp(probes.clock.instant())
                        .dimensions(dimension("room", "a"))
                        .build()));
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    /** Minute by minute, as time passes. */
    private void pass(Duration length) {
        for (long minute = 0; minute < length.toMinutes(); minute++) {
            probes.clock.advance(Duration.ofMinutes(1));
            assertThat(probes.rests()).isTrue();
        }
    }

    private void call() {
        invoke("{}");
    }

    private void fail() {
        invoke("{\"fail\":true}");
    }

    private void invoke(String payload) {
        try (var lambda = Clients.lambda(probes.cloud.operatorEnvironment())) {
            var ignored = lambda.invoke(request -> request.functionName(probes.function())
                    .payload(software.amazon.awssdk.core.SdkBytes.fromUtf8String(payload)));
        }
    }

    private void set(StateValue value) {
        cloudWatch.setAlarmState(
                request -> request.alarmName("too-many").stateValue(value).stateReason("by hand"));
    }

    private MetricAlarm state() {
        return state("too-many");
    }

    private MetricAlarm state(String alarm) {
        return cloudWatch
                .describeAlarms(request -> request.alarmNames(alarm))
                .metricAlarms()
                .get(0);
    }

    /** The one notification in the inbox. */
    private JsonNode told() throws JsonProcessingException {
        assertThat(probes.rests()).isTrue();
        List<String> bodies = probes.bodies(inbox);
        assertThat(bodies).hasSize(1);
        try (var sqs = Clients.sqs(probes.cloud.operatorEnvironment())) {
            sqs.purgeQueue(request -> request.queueUrl(inbox));
        }
        return Json.read(bodies.get(0));
    }

    private String queueArn() {
        return "arn:aws:sqs:us-east-1:123456789012:" + inbox.replaceFirst(".*/", "");
    }
}
