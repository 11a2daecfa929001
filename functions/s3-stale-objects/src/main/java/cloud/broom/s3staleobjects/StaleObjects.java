package cloud.broom.s3staleobjects;

import cloud.broom.aws.AwsErrors;
import cloud.broom.fact.Cache;
import cloud.broom.fact.Cached;
import cloud.broom.fact.Remembering;
import cloud.broom.task.AwsCall;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Deletes objects under a prefix that have not been modified for {@code olderThan}. One rewritten since it was planned survives. */
final class StaleObjects implements Remembering<Params, Item> {
    /** A page, and a batch, is at most this much (AmazonS3/latest/API/API_ListObjectsV2.html, API_DeleteObjects.html). */
    private static final int KEYS = 1000;

    private final S3Client s3;

    StaleObjects(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public Declaration<Params, Item> declaration() {
        return new Declaration<>(
                "s3-stale-objects",
                1,
                KEYS,
                Params.class,
                Item.class,
                List.of(
                        AwsCall.read("S3.ListObjectsV2", "s3:ListBucket"),
                        AwsCall.read("S3.GetBucketVersioning", "s3:GetBucketVersioning"),
                        // a delete that is conditional on an ETag needs s3:GetObject as well
                        AwsCall.write("S3.DeleteObjects", "s3:DeleteObject", "s3:GetObject"),
                        AwsCall.write("S3.DeleteObject", "s3:DeleteObject", "s3:GetObject")));
    }

    @Override
    public Page<Item> find(Params params, Cursor from, int atMost, Cache cache) {
        Position position = from instanceof Cursor.After after ? Position.read(after.position()) : first(params, cache);
        return position.pass() == Position.Pass.SURVEY
                ? survey(params, position)
                : look(params, position, Math.min(KEYS, atMost));
    }

    @Override
    public List<Evidence> judge(Params params, Instant asOf, Item item) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.of(
                "olderThan", item.lastModified().isBefore(asOf.minus(params.olderThan())), item.lastModified()));
        if (!params.suffix().isEmpty()) {
            evidence.add(Evidence.of("suffix", item.key().endsWith(params.suffix()), item.key()));
        }
        if (params.minimumSize() > 0 || params.maximumSize() < Long.MAX_VALUE) {
            evidence.add(Evidence.of("size", params.hasSize(item.size()), item.size()));
        }
        item.keptFrom()
                .ifPresent(from -> evidence.add(Evidence.of(
                        "keepNewest",
                        item.lastModified().isBefore(from),
                        item.lastModified() + ", kept from " + from)));
        return evidence;
    }

    /** An object that is modified is young again, so its age tells. */
    @Override
    public Optional<Instant> qualifiesSince(Params params, Item item) {
        return Optional.of(item.lastModified().plus(params.olderThan()));
    }

    @Override
    public Map<String, Outcome> act(Params params, List<Item> batch) {
        return answered(params.bucket(), () -> new Deletion(s3, params.bucket()).delete(batch));
    }

    private Position first(Params params, Cache cache) {
        String bucket = params.bucket();
        Cached<Item.OnDelete> onDelete = cache.get(
                "S3.GetBucketVersioning",
                Map.of("bucket", bucket),
                Item.OnDelete.class,
                () -> Optional.of(onDelete(bucket)));
        return Position.first(
                params, onDelete.value().orElseThrow(), onDelete.kept().map(Cached.Kept::readAt));
    }

    private Page<Item> survey(Params params, Position position) {
        ListObjectsV2Response listed = list(params, position.after(), KEYS);
        Position seen = position.seen(
                listed.contents().stream()
                        .filter(object -> object.key().endsWith(params.suffix()) && params.hasSize(object.size()))
                        .map(S3Object::lastModified),
                params.keepNewest());
        return Page.of(
                List.of(),
                listed.isTruncated()
                        ? seen.after(last(listed)).cursor()
                        : seen.look().cursor());
    }

    private Page<Item> look(Params params, Position position, int atMost) {
        ListObjectsV2Response listed = list(params, position.after(), atMost);
        List<Item> items = listed.contents().stream()
                .map(object -> new Item(
                        object.key(),
                        object.size(),
                        object.lastModified(),
                        object.eTag(),
                        position.onDelete(),
                        position.keptFrom()))
                .toList();
        Cursor next = listed.isTruncated() ? position.after(last(listed)).cursor() : new Cursor.End();
        return new Page<>(items, next, notes(params, position));
    }

    /** One page; S3 may send an empty one before the last, which gives no key to start after, so it is passed over. */
    private ListObjectsV2Response list(Params params, String after, int atMost) {
        return answered(params.bucket(), () -> {
            ListObjectsV2Response page = s3.listObjectsV2(list -> list.bucket(params.bucket())
                    .prefix(params.prefix())
                    .startAfter(after)
                    .maxKeys(atMost)
                    .encodingType(EncodingType.URL));
            while (page.contents().isEmpty() && page.isTruncated()) {
                String token = page.nextContinuationToken();
                page = s3.listObjectsV2(list -> list.bucket(params.bucket())
                        .prefix(params.prefix())
                        .continuationToken(token)
                        .maxKeys(atMost)
                        .encodingType(EncodingType.URL));
            }
            return page;
        });
    }

    private Item.OnDelete onDelete(String bucket) {
        BucketVersioningStatus status = answered(
                bucket, () -> s3.getBucketVersioning(get -> get.bucket(bucket)).status());
        if (status == null) {
            return Item.OnDelete.REMOVES;
        }
        return status == BucketVersioningStatus.ENABLED ? Item.OnDelete.MARKS : Item.OnDelete.REPLACES;
    }

    private static List<String> notes(Params params, Position position) {
        String bucket = "bucket " + params.bucket();
        String note =
                switch (position.onDelete()) {
                    case REMOVES -> position.cachedAt().isEmpty() ? "" : bucket + " is not versioned";
                    case MARKS ->
                        bucket
                                + " is versioned: a delete only adds a marker and frees 0 bytes; a lifecycle rule has to expire noncurrent versions";
                    case REPLACES ->
                        "versioning of " + bucket
                                + " is suspended: a delete adds a marker in place of the null version; 0 bytes are counted as freed";
                };
        return note.isEmpty()
                ? List.of()
                : List.of(note
                        + position.cachedAt()
                                .map(at -> " (as of " + at + ", cached)")
                                .orElse(""));
    }

    private static String last(ListObjectsV2Response listed) {
        return listed.contents().get(listed.contents().size() - 1).key();
    }

    private static <T> T answered(String bucket, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException thrown) {
            throw AwsErrors.failure(thrown, "S3", "bucket " + bucket);
        }
    }
}
