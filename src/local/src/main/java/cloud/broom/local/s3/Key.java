package cloud.broom.local.s3;

import cloud.broom.local.wire.AwsError;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of an object, ordered as S3 orders: by its UTF-8 bytes, unsigned. Java's own order of strings differs beyond
 * the basic plane.
 */
final class Key implements Comparable<Key> {
    private static final int LONGEST = 1024;

    private final byte[] utf8;

    private Key(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Where a listing begins or ends: any text, of any length. */
    static Key bound(String text) {
        return new Key(text.getBytes(StandardCharsets.UTF_8));
    }

    /** After every key that begins with the prefix: no UTF-8 text has the byte 0xFF. */
    static Key afterAll(String prefix) {
        byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
        byte[] bound = Arrays.copyOf(bytes, bytes.length + 1);
        bound[bytes.length] = (byte) 0xFF;
        return new Key(bound);
    }

    /**
     * The key of an object.
     *
     * @throws AwsError 400 KeyTooLongError beyond 1,024 bytes
     * @throws IllegalArgumentException if it is empty or not Unicode
     */
    static Key of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("key is empty");
        }
        byte[] bytes = encode(text);
        if (bytes.length > LONGEST) {
            throw new AwsError(400, "KeyTooLongError", "Your key is too long");
        }
        return new Key(bytes);
    }

    String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(utf8, other.utf8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(utf8, key.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return text();
    }

    private static byte[] encode(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] encoded = new byte[bytes.remaining()];
            bytes.get(encoded);
            return encoded;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("key is not Unicode: " + text, e);
        }
    }
}
