package cloud.broom.undos3staleobjects;

import cloud.broom.aws.AwsErrors;
import cloud.broom.aws.ObjectKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** The versions of a bucket's objects: by key, and of a key the newest first (AmazonS3/latest/API/API_ListObjectVersions.html). */
final class Versions {
    private static final int PAGE = 1000;

    /** A full page takes about as long as so many single keys. */
    private static final int SINGLES_A_PAGE = 10;

    private final S3Client s3;
    private final String bucket;
    private final String prefix;

    /** The versions of keys that all begin with the prefix. */
    Versions(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** The newest version of each key that has one. Neighbours are seen a page at a time, where there are not too many between. */
    Map<String, Item.Version> latest(List<String> keys) {
        NavigableSet<ObjectKey> left = new TreeSet<>();
        keys.forEach(key -> left.add(new ObjectKey(key)));
        Map<String, Item.Version> found = new HashMap<>();
        if (!left.isEmpty()) {
            ObjectKey first = left.first();
            left.remove(first);
            of(first.text()).latest().ifPresent(version -> found.put(first.text(), version));
            page(first, left, found);
            left.forEach(key -> of(key.text()).latest().ifPresent(version -> found.put(key.text(), version)));
        }
        return found;
    }

    /** The newest version of one key, and the one directly beneath it: a page of two. */
    Item.Now of(String key) {
        List<Entry> entries = list(request(key, 2)).entries().stream()
                .filter(entry -> entry.key.text().equals(key))
                .toList();
        return new Item.Now(
                entries.stream().filter(Entry::latest).findFirst().map(Entry::version),
                entries.stream().filter(entry -> !entry.latest).findFirst().map(Entry::version));
    }

    /** What is passed leaves {@code left}, whether it was found or not. */
    private void page(ObjectKey first, NavigableSet<ObjectKey> left, Map<String, Item.Version> found) {
        ObjectKey passed = first;
        for (int pages = 1; pages * SINGLES_A_PAGE <= left.size(); pages++) {
            Page page = list(request(prefix, PAGE).keyMarker(passed.text()));
            page.entries().stream()
                    .filter(entry -> entry.latest && left.contains(entry.key))
                    .forEach(entry -> found.put(entry.key.text(), entry.version));
            passed = page.truncated ? page.last(passed) : left.last();
            left.headSet(passed, true).clear();
        }
    }

    private ListObjectVersionsRequest.Builder request(String with, int atMost) {
        return ListObjectVersionsRequest.builder()
                .bucket(bucket)
                .prefix(with)
                .maxKeys(atMost)
                .encodingType(EncodingType.URL);
    }

    private Page list(ListObjectVersionsRequest.Builder request) {
        try {
            return page(s3.listObjectVersions(request.build()));
        } catch (SdkException thrown) {
            throw AwsErrors.failure(thrown, "S3", "bucket " + bucket);
        }
    }

    private static Page page(ListObjectVersionsResponse page) {
        Stream<Entry> versions = page.versions().stream()
                .map(one -> new Entry(
                        new ObjectKey(one.key()),
                        one.isLatest(),
                        new Item.Version(one.versionId(), false, one.lastModified(), one.eTag())));
        Stream<Entry> markers = page.deleteMarkers().stream()
                .map(one -> new Entry(
                        new ObjectKey(one.key()),
                        one.isLatest(),
                        new Item.Version(one.versionId(), true, one.lastModified(), "")));
        return new Page(Stream.concat(versions, markers).toList(), page.isTruncated());
    }

    /** Some versions, in no order: the client tells markers apart from what they stand among. */
    private record Page(List<Entry> entries, boolean truncated) {
        /** The last key, or if there is none the one before. The rest of its versions is passed over: the newest came first. */
        ObjectKey last(ObjectKey before) {
            return entries.stream()
                    .map(Entry::key)
                    .max(Comparator.naturalOrder())
                    .orElse(before);
        }
    }

    private record Entry(ObjectKey key, boolean latest, Item.Version version) {}
}
