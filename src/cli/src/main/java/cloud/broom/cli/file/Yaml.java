package cloud.broom.cli.file;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads one YAML document as the tree that JSON of the same meaning has. */
final class Yaml {
    private static final ObjectMapper STRICT = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private Yaml() {}

    /**
     * Reads text.
     *
     * @param place what the text is, for the refusal
     * @throws Refused if it is not one YAML document, has a key twice, or an alias: what an alias stands for would be read
     *     as its name
     */
    static JsonNode read(String text, String place) {
        try {
            refuseAliases(text, place);
            return STRICT.readTree(text);
        } catch (JsonProcessingException notYaml) {
            String message = notYaml.getOriginalMessage();
            throw new Refused(
                    place, "is not YAML: " + message.lines().findFirst().orElse("") + where(notYaml));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static void refuseAliases(String text, String place) throws IOException {
        try (YAMLParser parser = (YAMLParser) STRICT.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new Refused(
                            place,
                            "has the alias *" + parser.getText() + line(parser)
                                    + ": write the value out, or put what jobs share under defaults");
                }
            }
        }
    }

    private static String line(JsonParser parser) {
        return " in line " + parser.currentLocation().getLineNr();
    }

    private static String where(JsonProcessingException notYaml) {
        return notYaml.getLocation() == null
                ? ""
                : " (line " + notYaml.getLocation().getLineNr() + ", column "
                        + notYaml.getLocation().getColumnNr() + ")";
    }
}
