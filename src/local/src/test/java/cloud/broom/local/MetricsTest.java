package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

final class MetricsTest {
    private static final Instant START = Instant.parse("2026-03-28T10:00:00Z");
    private static final Dimension ROOM =
            Dimension.builder().name("room").value("a").build();

    private final MovableClock clock = new MovableClock(START);
    private final LocalCloud cloud = LocalCloud.builder(clock).start();
    private final CloudWatchClient cloudWatch = Clients.cloudWatch(cloud.operatorEnvironment());

    @AfterEach
    void close() {
        cloudWatch.close();
        cloud.close();
    }

    @Test
    void givesMetricsBackWithMathOverThem() {
        put(3);
        put(4);
        clock.advance(Duration.ofMinutes(1));
        put(5);

        var answer = cloudWatch.getMetricData(request -> request.startTime(START)
                .endTime(clock.instant().plusSeconds(60))
                .metricDataQueries(
                        query("m").returnData(false).build(),
                        MetricDataQuery.builder()
                                .id("twice")
                                .expression("m * 2")
                                .build()));

        assertThat(answer.metricDataResults()).singleElement().satisfies(result -> {
            assertThat(result.values()).containsExactly(10.0, 14.0);
            assertThat(result.timestamps()).containsExactly(START.plusSeconds(60), START);
        });
        assertThat(cloudWatch.listMetrics(request -> request.namespace("Shop")).metrics())
                .hasSize(1);
    }

    /** As the AWS CLI does; the SDK's client speaks Query. */
    @Test
    void speaksJsonAsWell() throws Exception {
        cloudWatch.putMetricAlarm(request -> request.alarmName("too-many")
                .namespace("Shop")
                .metricName("Complaints")
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(0.5)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));

        JsonNode answer = json("DescribeAlarms", "{\"AlarmNames\":[\"too-many\"]}");

        JsonNode alarm = answer.path("MetricAlarms").path(0);
        assertThat(alarm.path("Threshold").isDouble()).isTrue();
        assertThat(alarm.path("StateUpdatedTimestamp").asLong()).isEqualTo(START.getEpochSecond());
        assertThat(json("SetAlarmState", "{\"AlarmName\":\"none\",\"StateValue\":\"OK\"}")
                        .path("__type")
                        .asText())
                .isEqualTo("ResourceNotFound");
    }

    private JsonNode json(String operation, String body) throws Exception {
        String key = cloud.operatorEnvironment().getOrDefault("AWS_ACCESS_KEY_ID", "");
        HttpRequest request = HttpRequest.newBuilder(cloud.endpoint())
                .header("X-Amz-Target", "GraniteServiceVersion20100801." + operation)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + key + "/20260101/us-east-1/monitoring/aws4_request")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Json.read(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static MetricDataQuery.Builder query(String id) {
        return MetricDataQuery.builder().id(id).metricStat(stat -> stat.period(60)
                .stat("Sum")
                .metric(m -> m.namespace("Shop").metricName("Complaints").dimensions(ROOM)));
    }

    private void put(double value) {
        cloudWatch.putMetricData(request -> request.namespace("Shop")
                .metricData(MetricDatum.builder()
                        .metricName("Complaints")
                        .value(value)
                        .timestamp(clock.instant())
                        .dimensions(ROOM)
                        .build()));
    }
}
