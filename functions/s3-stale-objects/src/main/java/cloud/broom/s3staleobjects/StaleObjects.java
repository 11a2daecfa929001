package cloud.broom.s3staleobjects;

import cloud.broom.aws.AwsErrors;
import cloud.broom.control.Tagged;
import cloud.broom.control.Tags;
import cloud.broom.fact.Cache;
import cloud.broom.fact.Cached;
import cloud.broom.fact.Remembering;
import cloud.broom.task.AwsCall;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Looking;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Rereading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Deletes objects under a prefix that have not been modified for {@code olderThan}. One rewritten since it was planned survives:
 * the delete is conditional on the ETag, and since identical bytes keep theirs the instant is compared just before.
 */
final class StaleObjects
        implements Remembering<Params, Item>, Rereading<Params, Item>, Tagged<Params, Item>, Looking<Params, Item> {
    /** A page, and a batch, is at most this much (AmazonS3/latest/API/API_ListObjectsV2.html, API_DeleteObjects.html). */
    private static final int KEYS = 1000;

    /** Each costs a call of its own: at 20 ms each, two seconds a page or batch. */
    private static final int KEYS_WITH_TAGS = 100;

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
                        AwsCall.read("S3.GetBucketTagging", "s3:GetBucketTagging"),
                        AwsCall.read("S3.GetObjectTagging", "s3:GetObjectTagging"),
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
        if (!params.keepKeys().isEmpty()) {
            evidence.add(Evidence.of("keepKeys", !params.keeps(item.key()), item.key()));
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
    public List<String> within(Params params, Item item) {
        return List.of(params.bucket());
    }

    @Override
    public Map<String, Item> reread(Params params, List<Item> planned) {
        Map<String, S3Object> objects =
                look(params).at(planned.stream().map(Item::key).toList());
        boolean marking = planned.stream().anyMatch(item -> item.onDelete() == Item.OnDelete.MARKS);
        Optional<Item.OnDelete> onDelete = marking ? Optional.of(onDelete(params.bucket())) : Optional.empty();
        return planned.stream()
                .flatMap(item ->
                        Optional.ofNullable(objects.get(item.key())).map(now -> item.as(now, onDelete)).stream())
                .collect(Collectors.toMap(Item::key, item -> item));
    }

    /** With {@code keepNewest} the whole prefix has to be listed to know what stays for being new. */
    @Override
    public Optional<Item> look(Params params, String key) {
        Position position = Position.first(params, onDelete(params.bucket()), Optional.empty());
        while (position.pass() == Position.Pass.SURVEY) {
            position = surveyed(params, position);
        }
        Position look = position;
        return key.startsWith(params.prefix())
                ? listing(params).one(key).map(object -> item(object, look))
                : Optional.empty();
    }

    @Override
    public Map<String, Outcome> act(Params params, List<Item> batch) {
        return answered(params.bucket(), () -> new Deletion(s3, params.bucket(), look(params)).delete(batch));
    }

    private Listing listing(Params params) {
        return new Listing(s3, params.bucket());
    }

    private SecondLook look(Params params) {
        return new SecondLook(listing(params), params.prefix());
    }

    @Override
    public Map<String, Tags> tags(Params params, List<Item> items, Cache cache) {
        return new KeepTags(s3, params).of(items, cache);
    }

    @Override
    public int atOnce(Params params) {
        return params.objectTags() ? KEYS_WITH_TAGS : KEYS;
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
        return Page.of(List.of(), surveyed(params, position).cursor());
    }

    private Position surveyed(Params params, Position position) {
        Listing.Page listed = listing(params).after(params.prefix(), position.after(), KEYS);
        Position seen = position.seen(
                listed.objects().stream()
                        .filter(object -> object.key().endsWith(params.suffix()) && params.hasSize(object.size()))
                        .map(S3Object::lastModified),
                params.keepNewest());
        return listed.truncated() ? seen.after(listed.last()) : seen.look();
    }

    private Page<Item> look(Params params, Position position, int atMost) {
        Listing.Page listed = listing(params).after(params.prefix(), position.after(), atMost);
        List<Item> items =
                listed.objects().stream().map(object -> item(object, position)).toList();
        Cursor next = listed.truncated() ? position.after(listed.last()).cursor() : new Cursor.End();
        return new Page<>(items, next, notes(params, position));
    }

    private static Item item(S3Object object, Position position) {
        return new Item(
                object.key(),
                object.size(),
                object.lastModified(),
                object.eTag(),
                Item.storageClass(object),
                position.onDelete(),
                position.keptFrom());
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

    private static <T> T answered(String bucket, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException thrown) {
            throw AwsErrors.failure(thrown, "S3", "bucket " + bucket);
        }
    }
}
