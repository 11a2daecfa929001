package cloud.broom.local.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The aws-chunked content coding: {@code <hex size>[;chunk-signature=...] CRLF <bytes> CRLF}, a chunk of size 0, then
 * trailing headers. Chunk signatures are not verified, as no signature is.
 *
 * @param content what was meant
 * @param trailers headers after the content, lower-case names
 */
record AwsChunked(Body content, Map<String, String> trailers) {
    AwsChunked {
        trailers = Map.copyOf(trailers);
    }

    static boolean encodes(Map<String, String> headers) {
        return headers.getOrDefault("x-amz-content-sha256", "").startsWith("STREAMING-")
                || headers.getOrDefault("content-encoding", "").contains("aws-chunked");
    }

    static AwsChunked decode(byte[] encoded) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(encoded.length);
        int at = 0;
        while (true) {
            int end = endOfLine(encoded, at);
            int size = size(line(encoded, at, end));
            at = end + 2;
            if (size == 0) {
                return new AwsChunked(Body.of(content.toByteArray()), trailers(encoded, at));
            }
            if (size > encoded.length - at) {
                throw new AwsError(400, "IncompleteBody", "A chunk of " + size + " bytes ends before its end");
            }
            content.write(encoded, at, size);
            at += size + 2;
        }
    }

    private static int size(String line) {
        try {
            return Integer.parseUnsignedInt(line.replaceFirst(";.*", ""), 16);
        } catch (NumberFormatException e) {
            throw new AwsError(400, "InvalidRequest", "Not the size of a chunk: " + line);
        }
    }

    private static Map<String, String> trailers(byte[] encoded, int from) {
        Map<String, String> trailers = new HashMap<>();
        for (String line :
                line(encoded, Math.min(from, encoded.length), encoded.length).split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                trailers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return trailers;
    }

    private static int endOfLine(byte[] encoded, int from) {
        for (int i = from; i + 1 < encoded.length; i++) {
            if (encoded[i] == '\r' && encoded[i + 1] == '\n') {
                return i;
            }
        }
        throw new AwsError(400, "IncompleteBody", "The body ends within the head of a chunk");
    }

    private static String line(byte[] encoded, int from, int to) {
        return new String(encoded, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
