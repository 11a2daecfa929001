package cloud.broom.aws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of an S3 object, ordered as S3 lists: by its UTF-8 bytes, unsigned (AmazonS3/latest/userguide/ListingKeysUsingAPIs.html).
 * Java's own order of strings differs beyond the basic plane.
 */
public record ObjectKey(String text) implements Comparable<ObjectKey> {
    /**
     * Whether it can be told in the XML that several keys are sent in: XML 1.0, section 2.2, without the white space that a
     * parser may fold. One that cannot has to be sent by itself, in a path.
     */
    public boolean fitsXml() {
        return text.codePoints()
                .allMatch(c -> c >= 0x20
                        && c != 0xFFFE
                        && c != 0xFFFF
                        && !(c >= 0x7F && c <= 0x9F)
                        && !(c >= 0xD800 && c <= 0xDFFF));
    }

    @Override
    public int compareTo(ObjectKey other) {
        return Arrays.compareUnsigned(
                text.getBytes(StandardCharsets.UTF_8), other.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return text;
    }
}
