package cloud.broom.local.s3;

import cloud.broom.local.wire.AwsError;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Digests of content, and whether they are what the client said. */
final class Digests {
    private Digests() {}

    static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(digest("MD5", bytes));
    }

    /**
     * Compares the content with every digest the request has. CRC64NVME is not built into the JDK and not verified.
     *
     * @throws AwsError 400 BadDigest
     */
    static void verify(Map<String, String> headers, byte[] bytes) {
        verify(headers, "content-md5", () -> digest("MD5", bytes));
        verify(headers, "x-amz-checksum-sha1", () -> digest("SHA-1", bytes));
        verify(headers, "x-amz-checksum-sha256", () -> digest("SHA-256", bytes));
        verify(headers, "x-amz-checksum-crc32", () -> sum(new CRC32(), bytes));
        verify(headers, "x-amz-checksum-crc32c", () -> sum(new CRC32C(), bytes));
    }

    private interface Digest {
        byte[] compute();
    }

    private static void verify(Map<String, String> headers, String header, Digest digest) {
        String told = headers.get(header);
        if (told != null && !told.equals(Base64.getEncoder().encodeToString(digest.compute()))) {
            throw new AwsError(400, "BadDigest", "The " + header + " you specified did not match what we received.");
        }
    }

    private static byte[] sum(Checksum checksum, byte[] bytes) {
        checksum.update(bytes);
        return ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
