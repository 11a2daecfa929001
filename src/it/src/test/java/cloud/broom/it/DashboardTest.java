package cloud.broom.it;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.RunMetrics;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the dashboard shows is there to be shown. */
final class DashboardTest {
    private static final Pattern SEARCH = Pattern.compile("SEARCH\\('\\{([A-Za-z]+),task} MetricName=\"([A-Za-z]+)\"'");
    private static final Map<String, Set<String>> OF_AWS = Map.of(
            "AWS/Lambda", Set.of("Invocations", "Errors"),
            "AWS/SQS", Set.of("ApproximateNumberOfMessagesVisible"));

    private final Template template = Template.read();

    @Test
    void showsEveryEndOfARunAndNoMetricThatNothingEmits() throws JsonProcessingException {
        List<JsonNode> metrics = body().findValues("metrics");
        assertThat(metrics).isNotEmpty();
        for (JsonNode list : metrics) {
            for (JsonNode metric : list) {
                assertThat(known(metric)).as(metric.toString()).isTrue();
            }
        }

        Set<String> shown = SEARCH.matcher(body().findValuesAsText("expression").toString())
                .results()
                .map(found -> found.group(2))
                .collect(Collectors.toSet());
        assertThat(shown)
                .containsAll(RunMetrics.names().stream()
                        .filter(name -> name.startsWith("Runs"))
                        .toList());
    }

    @Test
    void isMadeOnlyWhereItIsWanted() {
        template.resources("AWS::CloudWatch::Dashboard").keySet().forEach(id -> assertThat(
                        template.resource(id).path("Condition").asText())
                .isEqualTo("DashboardWanted"));
        assertThat(template.parameters().at("/Dashboard/Default").asText()).isEqualTo("false");
    }

    @Test
    void everySavedQueryReadsEveryLogGroup() {
        template.resources("AWS::Logs::QueryDefinition").forEach((id, query) -> {
            assertThat(query.path("QueryString").asText()).as(id).isNotBlank();
            String groups = query.path("LogGroupNames").toString();
            assertThat(template.resources("AWS::Logs::LogGroup").keySet())
                    .allSatisfy(group -> assertThat(groups).as(id).contains(group));
        });
    }

    private static boolean known(JsonNode metric) {
        JsonNode first = metric.path(0);
        if (!first.isObject()) {
            return OF_AWS.getOrDefault(first.asText(), Set.of())
                    .contains(metric.path(1).asText());
        }
        Matcher search = SEARCH.matcher(first.path("expression").asText());
        return search.find()
                && search.group(1).equals(RunMetrics.NAMESPACE)
                && RunMetrics.names().contains(search.group(2));
    }

    private JsonNode body() throws JsonProcessingException {
        JsonNode dashboard = template.resources("AWS::CloudWatch::Dashboard")
                .values()
                .iterator()
                .next();
        return new ObjectMapper()
                .readTree(dashboard.path("DashboardBody").asText().replaceAll("\\$\\{[^}]+}", "x"));
    }
}
