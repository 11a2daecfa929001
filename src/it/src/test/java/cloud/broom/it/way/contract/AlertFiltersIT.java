package cloud.broom.it.way.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.AwsOutlet;
import cloud.broom.it.Await;
import cloud.broom.it.Checkout;
import cloud.broom.notice.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The filter policies that docs/alerts.md shows let through what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AlertFiltersIT {
    private static final Pattern SAMPLE = Pattern.compile("(?ms)^### (.*?)$(?:(?!^### ).)*?^```json\\n(.*?)^```$");
    private static final String ALARM = "ALARM: the watchdog is silent";

    /** What is to come to whoever is subscribed with the policy under a heading. */
    private static final Map<String, List<String>> COMES = Map.of(
            "E-mail: everything",
            List.of("info", "warning", "error", "critical", "escalated", "job", ALARM),
            "E-mail of one team",
            List.of("info", "warning"),
            "Slack or Microsoft Teams, through Amazon Q",
            List.of("warning", "error", "critical", "escalated", ALARM),
            "PagerDuty, or any other pager",
            List.of("critical", "escalated", ALARM),
            "A queue of one job",
            List.of("job"));

    @RegisterExtension
    final FreshStack stack = FreshStack.asOperator();

    @Test
    void samplesLetThroughWhatTheySay() throws Exception {
        Map<String, Letters> subscribed = new LinkedHashMap<>();
        samples()
                .forEach((title, policy) ->
                        subscribed.put(title, Letters.of(stack, "filter" + subscribed.size(), policy)));
        assertThat(subscribed.keySet()).containsExactlyInAnyOrderElementsOf(COMES.keySet());
        AwsOutlet outlet = new AwsOutlet(stack.aws(), stack.topic(), stack.bus());

        outlet.deliver(alert("info", "INFO", Map.of("owner", "team-logs", "state", "MARKED", "job", "stale-app-logs")));
        outlet.deliver(alert("warning", "WARNING", Map.of("owner", "team-logs", "state", "BLOCKED")));
        outlet.deliver(alert("error", "ERROR", Map.of("owner", "others", "state", "FAILED")));
        outlet.deliver(alert("critical", "CRITICAL", Map.of("state", "PARTIAL")));
        outlet.deliver(alert("escalated", "ERROR", Map.of("state", "FAILED", "escalated", "true")));
        outlet.deliver(alert("job", "INFO", Map.of("state", "RECOVERED", "job", "stale-app-logs")));
        stack.aws().sns().publish(message -> message.topicArn(stack.topic())
                .subject(ALARM)
                .message("{}"));

        for (Map.Entry<String, Letters> one : subscribed.entrySet()) {
            List<String> expected = COMES.getOrDefault(one.getKey(), List.of());
            List<String> subjects =
                    Await.atMost(Duration.ofSeconds(30), one.getKey(), () -> Optional.of(subjects(one.getValue()))
                            .filter(all -> all.size() >= expected.size()));
            assertThat(subjects).as(one.getKey()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<String> subjects(Letters letters) {
        return letters.messages().stream()
                .map(message -> message.path("Subject").asText())
                .toList();
    }

    private static Map<String, String> samples() throws IOException {
        Map<String, String> samples = new LinkedHashMap<>();
        SAMPLE.matcher(Files.readString(Checkout.root().resolve("docs/alerts.md")))
                .results()
                .forEach((MatchResult found) ->
                        samples.put(found.group(1), found.group(2).strip()));
        return samples;
    }

    private static Alert alert(String subject, String severity, Map<String, String> more) {
        Map<String, String> attributes = new TreeMap<>(more);
        attributes.put("severity", severity);
        return new Alert(subject, subject, "It happened.", attributes);
    }
}
