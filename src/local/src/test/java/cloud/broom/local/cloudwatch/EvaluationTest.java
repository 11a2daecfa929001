package cloud.broom.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.local.cloudwatch.Evaluation.Point;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of AWS's page on missing data: 0 is within the threshold, X breaches it, - is missing. */
final class EvaluationTest {
    private static final Instant START = Instant.parse("2026-03-28T10:00:00Z");

    @ParameterizedTest(name = "{0} of 3: {1} {2} {3} {4}")
    @CsvSource({
        "0-X-X, OK, OK, OK, OK",
        "0----, OK, OK, OK, OK",
        "-----, INSUFFICIENT_DATA, stays, ALARM, OK",
        "0XX-X, ALARM, ALARM, ALARM, ALARM",
        "--X--, ALARM, stays, ALARM, OK"
    })
    void judgesThreeOfThreeAsAwsDoes(String range, String missing, String ignore, String breaching, String not) {
        assertThat(judged(range, 3, "missing")).isEqualTo(missing);
        assertThat(judged(range, 3, "ignore")).isEqualTo(ignore);
        assertThat(judged(range, 3, "breaching")).isEqualTo(breaching);
        assertThat(judged(range, 3, "notBreaching")).isEqualTo(not);
    }

    @ParameterizedTest(name = "{0} 2 of 3: {1} {2} {3} {4}")
    @CsvSource({
        "0-X-X, ALARM, ALARM, ALARM, ALARM",
        "00X0X, ALARM, ALARM, ALARM, ALARM",
        "0-X--, OK, OK, ALARM, OK",
        "----0, OK, OK, ALARM, OK"
    })
    void judgesTwoOfThreeAsAwsDoes(String range, String missing, String ignore, String breaching, String not) {
        assertThat(judged(range, 2, "missing")).isEqualTo(missing);
        assertThat(judged(range, 2, "ignore")).isEqualTo(ignore);
        assertThat(judged(range, 2, "breaching")).isEqualTo(breaching);
        assertThat(judged(range, 2, "notBreaching")).isEqualTo(not);
    }

    private static String judged(String range, int datapoints, String missing) {
        ObjectNode wish = Json.object()
                .put("AlarmName", "a")
                .put("Namespace", "n")
                .put("MetricName", "m")
                .put("Statistic", "Sum")
                .put("Period", 60)
                .put("EvaluationPeriods", 3)
                .put("DatapointsToAlarm", datapoints)
                .put("Threshold", 5)
                .put("ComparisonOperator", "GreaterThanThreshold")
                .put("TreatMissingData", missing);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < range.length(); i++) {
            char c = range.charAt(i);
            Optional<Double> value = c == '-' ? Optional.empty() : Optional.of(c == 'X' ? 9.0 : 0.0);
            points.add(new Point(START.plusSeconds(60L * points.size()), value));
        }
        return new Evaluation(Alarm.of("arn:aws:cloudwatch:::alarm:a", wish, START), points)
                .judge()
                .map(verdict -> verdict.state().name())
                .orElse("stays");
    }
}
