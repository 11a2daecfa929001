package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.LambdaClient;

final class LogsTest {
    private final ProbeStack probes;
    private final CloudWatchLogsClient logs;
    private final LambdaClient lambda;
    private final String group;

    LogsTest(@TempDir Path folder) throws IOException {
        probes = new ProbeStack(folder, Map.of("Ticking", "no"));
        logs = Clients.logs(probes.cloud.operatorEnvironment());
        lambda = Clients.lambda(probes.cloud.operatorEnvironment());
        group = probes.stack.physicalId("ProbeLogs");
    }

    @AfterEach
    void close() {
        logs.close();
        lambda.close();
        probes.close();
    }

    @Test
    void keepsWhatAFunctionPrintsInItsGroup() {
        call(probes.function(), "{\"n\":1}");
        probes.clock.advance(Duration.ofMinutes(1));
        call(probes.function(), "{\"n\":2}");

        assertThat(lambda.getFunctionConfiguration(request -> request.functionName(probes.function()))
                        .loggingConfig()
                        .logGroup())
                .isEqualTo(group);
        assertThat(lines(""))
                .anyMatch(line -> line.startsWith("START RequestId: "))
                .contains("probe {\"n\":1}");
        assertThat(lines("probe")).containsExactly("probe {\"n\":1}", "probe {\"n\":2}");
        assertThat(logs.filterLogEvents(request -> request.logGroupName(group)
                                .filterPattern("probe")
                                .startTime(probes.clock.instant().toEpochMilli()))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("probe {\"n\":2}");
    }

    @Test
    void filtersJsonLinesByTheirMembers() {
        put(
                "{\"run\":\"a.1\",\"level\":\"INFO\",\"n\":3}",
                "{\"run\":\"a.1\",\"level\":\"WARN\",\"deep\":{\"er\":\"x\"}}",
                "{\"run\":\"a.10\",\"level\":\"WARN\"}",
                "no JSON of run a.1");

        assertThat(lines("{ $.run = \"a.1\" }")).hasSize(2);
        assertThat(lines("{ $.run = \"a.1*\" && $.level = \"WARN\" }")).hasSize(2);
        assertThat(lines("{ $.run = \"a.1\" && $.level != INFO }")).hasSize(1);
        assertThat(lines("{ ($.deep.er = \"x\") }")).hasSize(1);
        assertThat(lines("{ $.n >= 3 }")).hasSize(1);
        assertThat(lines("JSON \"run a.1\"")).hasSize(1);
    }

    @Test
    void refusesPatternsItWouldMisread() {
        for (String pattern : List.of("{ $.a = 1 || $.b = 2 }", "?either ?or", "-not", "{ $.a IS NULL }", "[a, b]")) {
            assertThatThrownBy(() -> lines(pattern)).as(pattern).hasMessageContaining("does not model");
        }
    }

    @Test
    void pagesThroughALongLog() {
        put("1", "2", "3", "4", "5");

        assertThat(logs.filterLogEventsPaginator(
                                request -> request.logGroupName(group).limit(2))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(logs.getLogEvents(request ->
                                request.logGroupName(group).logStreamName("s").limit(2))
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly("4", "5");
    }

    @Test
    void keepsNothingOfAFunctionWhoseRoleMayNotWrite() throws InterruptedException {
        String mute = probes.stack.physicalId("Mute");
        call(mute, "{}");

        assertThat(probes.nextLine()).isEqualTo("probe {}");
        assertThatThrownBy(() -> logs.filterLogEvents(request -> request.logGroupName("/aws/lambda/" + mute)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void describesGroupsAndTheirStreams() {
        put("1");

        assertThat(logs.describeLogGroups(request -> request.logGroupNamePrefix(group))
                        .logGroups())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.retentionInDays()).isEqualTo(7);
                    assertThat(found.arn()).endsWith(":log-group:" + group + ":*");
                });
        assertThat(logs.describeLogStreams(request -> request.logGroupName(group))
                        .logStreams())
                .extracting(stream -> stream.logStreamName())
                .containsExactly("s");
        assertThatThrownBy(() -> logs.createLogGroup(request -> request.logGroupName(group)))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        logs.deleteLogGroup(request -> request.logGroupName(group));
        assertThat(logs.describeLogGroups().logGroups()).isEmpty();
    }

    @Test
    void makesMetricsOfTheLinesThatCarryThem() {
        long now = ProbeStack.START.toEpochMilli();
        call(
                probes.function(),
                "{\"print\":{\"_aws\":{\"Timestamp\":" + now + ",\"CloudWatchMetrics\":[{\"Namespace\":\"Shop\","
                        + "\"Dimensions\":[[\"task\"]],\"Metrics\":[{\"Name\":\"Done\",\"Unit\":\"Count\"}]}]},"
                        + "\"task\":\"t\",\"Done\":7,\"run\":\"not a dimension\"}}");

        try (CloudWatchClient cloudWatch = Clients.cloudWatch(probes.cloud.operatorEnvironment())) {
            assertThat(cloudWatch
                            .getMetricStatistics(request -> request.namespace("Shop")
                                    .metricName("Done")
                                    .dimensions(Dimension.builder()
                                            .name("task")
                                            .value("t")
                                            .build())
                                    .startTime(ProbeStack.START)
                                    .endTime(ProbeStack.START.plusSeconds(60))
                                    .period(60)
                                    .statistics(Statistic.SUM))
                            .datapoints())
                    .extracting(Datapoint::sum)
                    .containsExactly(7.0);
        }
    }

    private void put(String... lines) {
        logs.createLogStream(request -> request.logGroupName(group).logStreamName("s"));
        long now = probes.clock.instant().toEpochMilli();
        logs.putLogEvents(request -> request.logGroupName(group)
                .logStreamName("s")
                .logEvents(List.of(lines).stream()
                        .map(line -> InputLogEvent.builder()
                                .timestamp(now)
                                .message(line)
                                .build())
                        .toList()));
    }

    private List<String> lines(String pattern) {
        return logs.filterLogEvents(request -> request.logGroupName(group).filterPattern(pattern)).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    private void call(String function, String payload) {
        var ignored =
                lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
    }
}
