package cloud.broom.fact;

import cloud.broom.plan.Parts;
import cloud.broom.plan.UnreadablePart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A value too large for a row, as a gzipped part. Parts are written once, so it is named after its content: what is found under a
 * name is that value or none.
 */
final class LargeValue {
    private LargeValue() {}

    /** The name of the part it is stored in. */
    static String store(Parts parts, String json) {
        String name = name(json);
        parts.putOnce(name, zipped(json));
        return name;
    }

    /**
     * The value.
     *
     * @throws UnreadablePart if it is not there, or not what was stored
     */
    static String find(Parts parts, String name) {
        String json = unzipped(parts.get(name), name);
        if (!name(json).equals(name)) {
            throw new UnreadablePart(name, "is not what its name is the digest of");
        }
        return json;
    }

    private static String name(String json) {
        return "cache/" + Hex.sha256(json.getBytes(StandardCharsets.UTF_8)) + ".json.gz";
    }

    private static byte[] zipped(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static String unzipped(byte[] stored, String name) {
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UnreadablePart(name, "is not gzip: " + broken.getMessage(), broken);
        }
    }
}
