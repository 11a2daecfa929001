package cloud.broom.local.s3;

import cloud.broom.local.wire.AwsError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One range of bytes; S3 knows no more than one in a request. */
record Range(long from, long length) {
    private static final Pattern SYNTAX = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * The part asked for.
     *
     * @throws AwsError 416 InvalidRange if nothing of it exists
     */
    static Optional<Range> of(Optional<String> header, long size) {
        if (header.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = SYNTAX.matcher(header.get());
        if (!parts.matches() || header.get().equals("bytes=-")) {
            throw AwsError.notImplemented("the range " + header.get());
        }
        boolean tail = parts.group(1).isEmpty();
        long from = tail ? Math.max(0, size - Long.parseLong(parts.group(2))) : Long.parseLong(parts.group(1));
        long last = tail || parts.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(parts.group(2)));
        if (from > last) {
            throw new AwsError(416, "InvalidRange", "The requested range is not satisfiable: " + header.get());
        }
        return Optional.of(new Range(from, last - from + 1));
    }

    /** As in {@code Content-Range: bytes 0-9/100}. */
    String told(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
