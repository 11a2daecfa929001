package cloud.broom.it;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.call.CallReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that the documentation shows send what the samples are. */
final class SampleRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode resources;

    SampleRulesTest() throws IOException {
        resources = new YAMLMapper()
                .readTree(Files.readString(Checkout.root().resolve("docs/samples/event-rules.yaml")))
                .path("Resources");
    }

    @ParameterizedTest
    @CsvSource({
        "ObjectCreated, s3-object-created.json",
        "AlarmWentOff, alarm-state-change.json",
        "AfterExports, broom-run-completed.json",
        "Mend, broom-incident-opened.json"
    })
    void ruleSendsItsSample(String rule, String file) throws IOException {
        JsonNode sample = JSON.readTree(Files.readString(
                Checkout.root().resolve("events/s3-stale-objects").resolve(file)));
        JsonNode event = sample.path("event");
        String template = resources
                .at("/" + rule + "/Properties/Targets/0/InputTransformer/InputTemplate")
                .asText();

        String sent = template.replace("<aws.events.event.json>", event.toString());

        assertThat(JSON.readTree(sent)).isEqualTo(sample);
        assertThat(CallReader.read(sent, "request")).isNotNull();
        JsonNode pattern = resources.at("/" + rule + "/Properties/EventPattern");
        assertThat(pattern.at("/source/0")).isEqualTo(event.path("source"));
        assertThat(pattern.at("/detail-type/0")).isEqualTo(event.path("detail-type"));
    }

    @Test
    void everyRuleKeepsWhatCannotBeDelivered() {
        resources.properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals("AWS::Events::Rule"))
                .forEach(rule -> {
                    JsonNode target = rule.getValue().at("/Properties/Targets/0");
                    assertThat(target.has("DeadLetterConfig")).as(rule.getKey()).isTrue();
                    assertThat(target.has("RetryPolicy")).as(rule.getKey()).isTrue();
                });
    }
}
