package cloud.broom.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cloud.broom.job.JobReader;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema that editors check jobs by knows the keys and words that the product reads, no more and no less. */
final class JobSchemaTest {
    private static final String LEAST = "{\"name\": \"a\", \"task\": \"t\", \"params\": {}}";

    private final JsonNode schema;

    JobSchemaTest() throws IOException {
        schema = Json.parse(Files.readString(Path.of("..", "..", "infra", "job.schema.json")), "job.schema.json");
    }

    /** An unknown key is refused with the list of those that are known: the reader's own list. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /properties               | "?": 1
                    /$defs/limits/properties  | "limits": {"?": 1}
                    /$defs/retrier/properties | "retry": [{"ErrorEquals": ["a"], "?": 1}]
                    /$defs/catcher/properties | "catch": [{"ErrorEquals": ["a"], "Next": "fail", "?": 1}]
                    """)
    void hasTheKeysThatTheReaderKnows(String place, String unknown) {
        List<String> keys = new ArrayList<>();
        schema.at(place).fieldNames().forEachRemaining(keys::add);

        assertThat(allowed(unknown)).isNotEmpty().containsExactlyInAnyOrderElementsOf(keys);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /properties/mode/enum                   | "mode": "?"
                    /properties/overlap/enum                | "overlap": "?"
                    /$defs/catcher/properties/Next/enum     | "catch": [{"ErrorEquals": ["a"], "Next": "?"}]
                    /$defs/retrier/properties/JitterStrategy/enum | "retry": [{"ErrorEquals": ["a"], "JitterStrategy": "?"}]
                    """)
    void hasTheWordsThatTheReaderKnows(String place, String unknown) {
        List<String> words = new ArrayList<>();
        schema.at(place).forEach(word -> words.add(word.asText()));

        assertThat(allowed(unknown)).isNotEmpty().containsExactlyInAnyOrderElementsOf(words);
    }

    @ParameterizedTest
    @CsvSource({"PT6H, true", "P2D, true", "PT0S, false", "6 hours, false", "P1M, false"})
    void takesTheTimeoutsThatTheReaderTakes(String timeout, boolean taken) {
        boolean matches = timeout.matches(schema.at("/$defs/duration/pattern").asText())
                && timeout.matches(
                        ".*" + schema.at("/properties/timeout/allOf/1/pattern").asText() + ".*");

        assertThat(matches).isEqualTo(taken);
        assertThat(isRead("\"timeout\": \"" + timeout + "\"")).isEqualTo(taken);
    }

    @Test
    void demandsTheKeysThatTheReaderDemands() {
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(key -> required.add(key.asText()));

        ObjectNode least = (ObjectNode) Json.parse(LEAST, "job");
        assertThat(required)
                .containsExactlyInAnyOrderElementsOf(
                        least.properties().stream().map(Map.Entry::getKey).toList());
        assertThat(required).allSatisfy(key -> assertThatThrownBy(
                        () -> JobReader.read(least.deepCopy().without(key), "job"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(key + ": is missing"));
    }

    private static List<String> allowed(String unknown) {
        Refused refused = Objects.requireNonNull(catchThrowableOfType(Refused.class, () -> read(unknown)));
        String list = refused.problem().replaceFirst("(?s).*(?:allowed are|is not one of) ", "");
        return List.of(list.split(", "));
    }

    private static boolean isRead(String more) {
        try {
            read(more);
            return true;
        } catch (Refused notAJob) {
            return false;
        }
    }

    private static void read(String more) {
        JobReader.read(Json.parse(LEAST.substring(0, LEAST.length() - 1) + ", " + more + "}", "job"), "job");
    }
}
