package cloud.broom.local.sns;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A message as it was published, found valid. */
record Publication(
        String id,
        String topic,
        Optional<String> subject,
        String message,
        JsonNode byProtocol,
        Map<String, Attribute> attributes,
        Instant at) {
    /** Limit of message and attributes together, in bytes. */
    static final int MAX_BYTES = 262_144;

    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,98}");

    Publication {
        attributes = Map.copyOf(attributes);
    }

    /**
     * Checks what is to be published.
     *
     * @param structure {@code json} if the message has a text per protocol
     * @throws AwsError 400 InvalidParameter, as SNS refuses it
     */
    static Publication of(
            String topic,
            Optional<String> subject,
            String message,
            Optional<String> structure,
            Map<String, Attribute> attributes,
            Instant at) {
        if (message.isEmpty()) {
            throw invalid("Empty message");
        }
        if (subject.isPresent() && !SUBJECT.matcher(subject.get()).matches()) {
            throw invalid("Subject");
        }
        int size = bytes(message);
        for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
            size += bytes(attribute.getKey())
                    + bytes(attribute.getValue().type())
                    + bytes(attribute.getValue().value());
        }
        if (size > MAX_BYTES) {
            throw invalid("Message too long");
        }
        JsonNode texts = structure.filter("json"::equals).isPresent() ? texts(message) : MissingNode.getInstance();
        return new Publication(UUID.randomUUID().toString(), topic, subject, message, texts, attributes, at);
    }

    /** The text for subscribers of a protocol. */
    String text(String protocol) {
        return byProtocol.path(protocol).asText(byProtocol.path("default").asText(message));
    }

    static AwsError invalid(String what) {
        return new AwsError(400, "InvalidParameter", "Invalid parameter: " + what);
    }

    private static JsonNode texts(String message) {
        try {
            JsonNode texts = Json.read(message);
            if (!texts.path("default").isTextual()) {
                throw invalid("Message Structure - No default entry in JSON message body");
            }
            return texts;
        } catch (JsonProcessingException e) {
            throw invalid("Message Structure - JSON message body failed to parse");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
