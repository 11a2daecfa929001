package cloud.broom.local.s3;

import cloud.broom.local.wire.AwsError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All buckets, and the way to fill them without waiting for objects to grow old. Thread-safe. */
public final class Buckets {
    private final Clock clock;
    private final Map<String, Bucket> byName = new ConcurrentSkipListMap<>();

    public Buckets(Clock clock) {
        this.clock = clock;
    }

    /** Makes a bucket; one that is there already stays as it is. */
    public void create(String bucket) {
        add(bucket);
    }

    /** Turns versioning on. */
    public void enableVersioning(String bucket) {
        get(bucket).versioning(Bucket.Versioning.ENABLED);
    }

    /** Puts an object that was last modified then. */
    public void seed(String bucket, String key, byte[] content, Instant lastModified) {
        get(bucket)
                .put(Key.of(key), version(Content.of(content.clone()), Digests.md5(content), lastModified), any -> {});
    }

    /**
     * Puts an object of that size that was last modified then. It takes no memory for its bytes, which read as zeros; its
     * ETag is of the form of multipart uploads ({@code <hex>-1}), which is not the MD5 of the content on S3 either.
     */
    public void seed(String bucket, String key, long size, Instant lastModified) {
        String identity = key + '\n' + size + '\n' + lastModified;
        String etag = Digests.md5(identity.getBytes(StandardCharsets.UTF_8)) + "-1";
        get(bucket).put(Key.of(key), version(Content.zeros(size), etag, lastModified), any -> {});
    }

    /** The keys of the bucket's objects in S3's order, delete markers left out. */
    public List<String> keys(String bucket) {
        return get(bucket).from(Key.bound(""), true).entrySet().stream()
                .filter(entry -> !entry.getValue().get(0).isMarker())
                .map(entry -> entry.getKey().text())
                .toList();
    }

    /** Every bucket there is. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    Collection<Bucket> all() {
        return byName.values();
    }

    Bucket get(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new AwsError(404, "NoSuchBucket", "The specified bucket does not exist: " + name));
    }

    /** Whether it is new. */
    boolean add(String name) {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") || name.contains("..")) {
            throw new AwsError(400, "InvalidBucketName", "The specified bucket is not valid: " + name);
        }
        return byName.putIfAbsent(name, new Bucket(name, clock)) == null;
    }

    void remove(String name) {
        if (!get(name).isEmpty()) {
            throw new AwsError(409, "BucketNotEmpty", "The bucket you tried to delete is not empty: " + name);
        }
        byName.remove(name);
    }

    private static Version version(Content content, String etag, Instant lastModified) {
        return new Version(
                Version.NO_ID,
                false,
                etag,
                lastModified,
                content,
                Map.of("content-type", "binary/octet-stream"),
                Map.of());
    }
}
