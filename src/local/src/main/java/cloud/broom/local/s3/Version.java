package cloud.broom.local.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * One version of an object, or a delete marker.
 *
 * @param id {@code null}, the word, where the bucket has no versions
 * @param etag without quotes; empty for a delete marker
 * @param lastModified whole seconds, as S3 keeps it
 * @param headers what was sent with it and is given back: type, metadata, checksum, storage class
 */
record Version(
        String id,
        boolean isMarker,
        String etag,
        Instant lastModified,
        Content content,
        Map<String, String> headers,
        Map<String, String> tags) {
    static final String NO_ID = "null";

    Version {
        lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
        headers = Map.copyOf(headers);
        tags = Map.copyOf(tags);
    }

    static Version marker(Instant at) {
        return new Version(NO_ID, true, "", at, Content.zeros(0), Map.of(), Map.of());
    }

    long size() {
        return content.length();
    }

    /** Listings have it unquoted in requests of some tools, quoted in those of others. */
    boolean hasEtag(String wanted) {
        return wanted.equals("*") || wanted.replace("\"", "").equals(etag);
    }

    String quotedEtag() {
        return '"' + etag + '"';
    }

    String storageClass() {
        return headers.getOrDefault("x-amz-storage-class", "STANDARD");
    }

    Version withId(String newId) {
        return new Version(newId, isMarker, etag, lastModified, content, headers, tags);
    }

    Version withTags(Map<String, String> newTags) {
        return new Version(id, isMarker, etag, lastModified, content, headers, newTags);
    }
}
