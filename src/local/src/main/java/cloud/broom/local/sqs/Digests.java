package cloud.broom.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The MD5 sums by which SQS clients check what they sent and got. */
final class Digests {
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private Digests() {}

    static String body(String body) {
        return HexFormat.of().formatHex(md5().digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Of message attributes, by name: name, type, kind, value, each with its length. The order of <a
     * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Calculating
     * the MD5 message digest</a>.
     */
    static String attributes(JsonNode attributes) {
        Map<String, JsonNode> byName = new TreeMap<>();
        attributes.properties().forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
        MessageDigest digest = md5();
        byName.forEach((name, attribute) -> {
            String type = attribute.path("DataType").asText();
            add(digest, name.getBytes(StandardCharsets.UTF_8));
            add(digest, type.getBytes(StandardCharsets.UTF_8));
            boolean binary = type.startsWith("Binary");
            digest.update(binary ? BINARY : TEXT);
            add(
                    digest,
                    binary
                            ? Base64.getDecoder()
                                    .decode(attribute.path("BinaryValue").asText())
                            : attribute.path("StringValue").asText().getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
