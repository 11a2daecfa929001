package cloud.broom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An alert in the form of each protocol. */
final class SnsMessageTest {
    private static final int SNS_TAKES = 262_144;
    private static final String[] FORMATS = {"<", "`", "*", "](", "~"};
    private static final Alert ALERT = new Alert(
            "tidy.01.3.alert",
            "[BLOCKED] tidy",
            List.of("Nothing was deleted.", "Why: plan 48,210 > limit 10,000"),
            List.of(new Alert.Step("Look", "broom plan diff tidy.01"), new Alert.Step("Stop", "broom pause tidy")),
            List.of("Owner team-logs, runbook https://example.com/a_b_c"),
            Map.of("job", "tidy", "severity", "WARNING", "state", "BLOCKED", "incident", "tidy/limit", "due", "soon"));

    @Test
    void peopleReadTheTextAndProgramsTheJson() {
        JsonNode message = message(ALERT);

        assertThat(message.path("default").asText()).isEqualTo(ALERT.body());
        assertThat(message.path("email").asText()).isEqualTo(ALERT.body());
        assertThat(message.path("lambda")).isEqualTo(message.path("sqs"));
        assertThat(Json.parse(message.path("sqs").asText(), "sqs"))
                .isEqualTo(Json.parse(
                        """
                        {"version": "1.0", "dedupKey": "tidy.01.3.alert", "subject": "[BLOCKED] tidy",
                         "due": "soon", "incident": "tidy/limit", "job": "tidy", "severity": "WARNING", "state": "BLOCKED",
                         "lead": ["Nothing was deleted.", "Why: plan 48,210 > limit 10,000"],
                         "steps": [{"label": "Look", "command": "broom plan diff tidy.01"},
                                   {"label": "Stop", "command": "broom pause tidy"}],
                         "tail": ["Owner team-logs, runbook https://example.com/a_b_c"]}""",
                        "expected"));
    }

    @Test
    void chatsGetACustomNotificationWhoseThreadIsTheIncident() {
        JsonNode chat = chat(ALERT);

        assertThat(chat.path("version").asText()).isEqualTo("1.0");
        assertThat(chat.path("source").asText()).isEqualTo("custom");
        assertThat(chat.path("id").asText()).isEqualTo(ALERT.id());
        assertThat(chat.at("/content/textType").asText()).isEqualTo("client-markdown");
        assertThat(chat.at("/content/title").asText()).isEqualTo("[BLOCKED] tidy");
        assertThat(chat.at("/content/description").asText())
                .isEqualTo("```\nNothing was deleted.\nWhy: plan 48,210 &gt; limit 10,000\n```\n"
                        + "Owner team-logs, runbook https://example.com/a_b_c");
        assertThat(chat.at("/content/nextSteps/0").asText()).isEqualTo("*Look*: `broom plan diff tidy.01`");
        assertThat(chat.at("/content/keywords"))
                .extracting(JsonNode::asText)
                .containsExactly("WARNING", "BLOCKED", "tidy");
        assertThat(chat.at("/metadata/threadId").asText()).isEqualTo("tidy/limit");
        assertThat(chat.at("/metadata/additionalContext/severity").asText()).isEqualTo("WARNING");
        assertThat(chat.at("/metadata/additionalContext/dedupKey").asText()).isEqualTo(ALERT.id());
    }

    @Test
    void alertOfNoIncidentIsAThreadOfItsOwn() {
        JsonNode chat = chat(new Alert("id", "s", "l", Map.of()));

        assertThat(chat.at("/metadata/threadId").asText()).isEqualTo("id");
    }

    @Test
    void namesOfOthersNeitherMentionNorLinkNorFormat() {
        String hostile = "```<!channel> *x* [y](https://evil.example) & ~a~";
        JsonNode content = chat(new Alert(
                        "id",
                        hostile,
                        List.of(hostile),
                        List.of(new Alert.Step("Look", hostile)),
                        List.of(hostile),
                        Map.of("job", hostile)))
                .path("content");

        assertThat(content.path("title").asText()).doesNotContain(FORMATS);
        assertThat(content.path("keywords").get(0).asText()).doesNotContain(FORMATS);
        assertThat(content.at("/nextSteps/0").asText())
                .startsWith("*Look*: `")
                .endsWith("&lt;!channel&gt; *x* [y](https://evil.example) &amp; ~a~`")
                .matches("[^`]*`[^`]*`");
        String[] parts = content.path("description").asText().split("```\n?", -1);
        assertThat(parts).as("what is before, in and after the one block").hasSize(3);
        assertThat(parts[1]).contains("&lt;!channel&gt; *x*").doesNotContain("`");
        assertThat(parts[2]).doesNotContain(FORMATS);
    }

    @Test
    void noMoreAttributesAreSentThanARawQueueTakes() {
        Map<String, String> many = IntStream.range(0, 12).boxed().collect(Collectors.toMap(i -> "a" + i, i -> "x"));

        assertThat(SnsMessage.attributes(new Alert("id", "s", "l", many))).containsOnlyKeys("dedupKey");
        assertThat(SnsMessage.attributes(ALERT))
                .containsOnlyKeys("job", "severity", "state", "incident", "dedupKey")
                .allSatisfy((name, value) -> assertThat(value.dataType()).isEqualTo("String"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "<", "&", "`", "\u0000", "ä", "\ufdfd", "\ud83e\uddf9", "x\ud83e\uddf9"})
    void longestAlertFitsInWhatSnsTakes(String worst) {
        List<String> lines = Collections.nCopies(1_000, worst.repeat(3_000));
        Map<String, String> many = IntStream.range(0, 40)
                .boxed()
                .collect(Collectors.toMap(i -> "attribute-" + i, i -> worst.repeat(1_000)));
        Alert alert = new Alert(
                "i".repeat(300),
                worst.repeat(1_000),
                lines,
                Collections.nCopies(40, new Alert.Step("Look", worst.repeat(250))),
                lines,
                many);

        int bytes = bytes(SnsMessage.body(alert))
                + SnsMessage.attributes(alert).entrySet().stream()
                        .mapToInt(one -> bytes(one.getKey())
                                + bytes(one.getValue().dataType())
                                + bytes(one.getValue().stringValue()))
                        .sum();

        assertThat(bytes).isLessThan(SNS_TAKES);
        assertThat(chat(alert).at("/content/description").asText()).hasSizeLessThan(3_000);
    }

    private static JsonNode message(Alert alert) {
        return Json.parse(SnsMessage.body(alert), "message");
    }

    private static JsonNode chat(Alert alert) {
        JsonNode message = message(alert);
        assertThat(message.path("http")).isEqualTo(message.path("https"));
        return Json.parse(message.path("https").asText(), "https");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
