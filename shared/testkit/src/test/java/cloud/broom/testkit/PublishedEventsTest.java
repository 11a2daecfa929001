package cloud.broom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Json;
import cloud.broom.notice.Event;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas of events are what an event has to meet. */
final class PublishedEventsTest {
    private static final Path HOME = Path.of("..", "..");

    @ParameterizedTest
    @ValueSource(strings = {"broom-run-completed.json", "broom-incident-opened.json"})
    void takesTheSamplesThatRulesWouldSend(String file) throws IOException {
        JsonNode event = Json.parse(
                        Files.readString(HOME.resolve("events/s3-stale-objects").resolve(file)), file)
                .get("event");

        assertThatCode(() -> PublishedEvents.check(event.path("detail-type").asText(), event.path("detail")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsNotAsItSays() {
        ObjectNode detail = missed();

        isRefused(detail.deepCopy().put("more", 1), "more");
        isRefused(detail.deepCopy().put("version", "2"), "version");
        isRefused(detail.deepCopy().<ObjectNode>without("reason"), "reason");
        isRefused(detail.deepCopy().put("at", "yesterday"), "at");
        isRefused(detail.deepCopy().put("run", "tidy"), "run");
        isRefused(detail.deepCopy().put("state", "COMPLETED"), "state");
    }

    @Test
    void refusesAnEventThatHasNoSchema() {
        assertThatThrownBy(() -> PublishedEvents.checked(new Event("id", "Run Imagined", missed())))
                .isInstanceOf(AssertionError.class)
                .hasMessage("docs/events has no run-imagined.schema.json: publish a schema for Run Imagined");
    }

    @Test
    void everySchemaOfAnEventStandsInTheTable() throws IOException {
        String table = Files.readString(HOME.resolve("docs/events.md"));
        try (Stream<Path> files = Files.list(HOME.resolve("docs/events"))) {
            List<String> shown = files.map(file -> file.getFileName().toString())
                    .filter(file ->
                            !List.of("run.schema.json", "incident.schema.json").contains(file))
                    .toList();

            assertThat(shown).hasSize(11).allSatisfy(file -> assertThat(table).contains("(events/" + file + ")"));
        }
    }

    private static void isRefused(ObjectNode detail, String key) {
        assertThatThrownBy(() -> PublishedEvents.checked(new Event("id", "Run Missed", detail)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("an event Run Missed is not as docs/events says")
                .hasMessageContaining(key);
    }

    private static ObjectNode missed() {
        return Json.object()
                .put("version", "1")
                .put("run", "tidy.0123456789abcdef")
                .put("job", "tidy")
                .put("task", "fake")
                .put("mode", "apply")
                .put("slot", "2026-01-31T03:00:00Z")
                .put("state", "MISSED")
                .put("reason", "its call did not come")
                .put("at", "2026-01-31T03:15:00Z");
    }
}
