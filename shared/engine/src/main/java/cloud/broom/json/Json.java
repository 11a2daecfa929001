package cloud.broom.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;

/** The one way this product reads and writes JSON: no coercion, no unknown key, no duplicate key, instants as text. */
public final class Json {
    private static final int SHOWN_CHARS = 120;
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new IsoDurations())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, Json::textOnly)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private Json() {}

    /**
     * Parses text.
     *
     * @param place what the text is, for the refusal: {@code payload}
     * @throws Refused if it is not one JSON value
     */
    public static JsonNode parse(String text, String place) {
        try {
            JsonNode node = STRICT.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new Refused(place, "is empty: a JSON object is expected");
            }
            return node;
        } catch (JsonProcessingException notJson) {
            throw new Refused(place, "is not JSON: " + notJson.getOriginalMessage() + where(notJson));
        }
    }

    /**
     * Binds a tree to a type.
     *
     * @param place the path of the tree in the input, the beginning of every path in a refusal
     * @throws Refused with path, value and what is allowed, if it does not fit
     */
    public static <T> T read(JsonNode node, Class<T> type, String place) {
        try {
            Refused.when(node.isNull(), place, "is null: " + expected(type) + " is expected");
            return Objects.requireNonNull(STRICT.treeToValue(node, type), place);
        } catch (JsonProcessingException misfit) {
            throw refusal(misfit, place);
        }
    }

    /** Reads what this class has written. */
    public static <T> T read(String text, Class<T> type, String place) {
        return read(parse(text, place), type, place);
    }

    public static String write(Object value) {
        try {
            return STRICT.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException("cannot be written as JSON: " + value.getClass(), unwritable);
        }
    }

    /** The one text of a value, whatever the order of its keys: for digests. */
    public static String canonical(Object value) {
        try {
            return STRICT.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(STRICT.convertValue(value, Object.class));
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException("cannot be written as JSON: " + value.getClass(), unwritable);
        }
    }

    /** SHA-256, in hex, over the canonical text of a value. */
    public static String digest(Object value) {
        try {
            byte[] text = canonical(value).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }

    public static JsonNode tree(Object value) {
        return STRICT.valueToTree(value);
    }

    public static ObjectNode object() {
        return STRICT.createObjectNode();
    }

    private static void textOnly(MutableCoercionConfig texts) {
        texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    private static Refused refusal(JsonProcessingException misfit, String place) {
        String path = misfit instanceof JsonMappingException mapping ? path(mapping, place) : place;
        if (misfit.getCause() instanceof Refused inner) {
            return inner.within(path);
        }
        if (misfit instanceof UnrecognizedPropertyException unknown) {
            return new Refused(path, "is not a known key: allowed are " + sorted(unknown.getKnownPropertyIds()));
        }
        if (misfit instanceof InvalidFormatException format) {
            return new Refused(path, shown(format.getValue()) + " is not " + expected(format.getTargetType()));
        }
        if (misfit.getOriginalMessage().startsWith("Null value for creator property")) {
            return new Refused(path, "is missing");
        }
        if (misfit instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return new Refused(
                    path, "is not " + expected(mismatch.getTargetType()) + ": " + misfit.getOriginalMessage());
        }
        return new Refused(path, misfit.getOriginalMessage());
    }

    private static String path(JsonMappingException misfit, String place) {
        return misfit.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining("", place, ""));
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> tree(constant).asText())
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "Duration" -> "an ISO-8601 duration such as P90D or PT6H";
            case "Instant" -> "an ISO-8601 instant such as 2026-01-31T03:00:00Z";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "String" -> "a text";
            default -> "a " + type.getSimpleName();
        };
    }

    private static String sorted(Collection<Object> names) {
        return names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return "'" + (text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text) + "'";
    }

    private static String where(JsonProcessingException notJson) {
        return notJson.getLocation() == null
                ? ""
                : " (line " + notJson.getLocation().getLineNr() + ", column "
                        + notJson.getLocation().getColumnNr() + ")";
    }
}
