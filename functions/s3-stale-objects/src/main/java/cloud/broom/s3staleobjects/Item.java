package cloud.broom.s3staleobjects;

import cloud.broom.aws.ObjectKey;
import cloud.broom.task.Resource;
import cloud.broom.task.Reversibility;
import cloud.broom.task.Usd;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An object as a listing showed it.
 *
 * @param size in bytes
 * @param etag as S3 gives it, quotes included: what a delete is conditional on
 * @param storageClass as S3 names it
 * @param onDelete what a plain delete does to it
 * @param keptFrom under {@code keepNewest}, the age of the oldest object that stays for being new
 */
record Item(
        String key,
        long size,
        Instant lastModified,
        String etag,
        String storageClass,
        OnDelete onDelete,
        Optional<Instant> keptFrom)
        implements Resource {
    /** What a delete without a version id does, by the bucket's versioning (AmazonS3/latest/userguide/DeletingObjectVersions.html). */
    enum OnDelete {
        /** Never versioned: the object and its bytes are gone. */
        REMOVES,
        /** Versioning is on: a marker is added, nothing is freed, and removing the marker brings the object back. */
        MARKS,
        /** Versioning is suspended: a marker takes the place of the object's null version, if that is what it was. */
        REPLACES
    }

    /**
     * The object of this key as a listing shows it now.
     *
     * @param onDeleteNow if it was looked up again: what can be undone by plan has to be undoable in truth
     */
    Item as(S3Object now, Optional<OnDelete> onDeleteNow) {
        OnDelete does = onDelete == OnDelete.MARKS ? onDeleteNow.orElse(onDelete) : onDelete;
        return new Item(key, now.size(), now.lastModified(), now.eTag(), storageClass(now), does, keptFrom);
    }

    /** An object that a listing gives no class is of the oldest one. */
    static String storageClass(S3Object object) {
        return Optional.ofNullable(object.storageClassAsString()).orElse("STANDARD");
    }

    /** Whether it can be deleted together with others. */
    boolean fitsXml() {
        return new ObjectKey(key).fitsXml();
    }

    @Override
    public String id() {
        return key;
    }

    /** Its folder, two deep at most: {@code app/new-service/}. */
    @Override
    public String group() {
        int first = key.indexOf('/');
        int second = first < 0 ? -1 : key.indexOf('/', first + 1);
        return key.substring(0, Math.max(first, second) + 1);
    }

    @Override
    public long bytes() {
        return onDelete == OnDelete.REMOVES ? size : 0;
    }

    /** A marker frees nothing, so it saves nothing. */
    @Override
    public Usd monthly() {
        return Price.monthly(storageClass, bytes());
    }

    @Override
    public Reversibility reversibility() {
        return onDelete == OnDelete.MARKS ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE;
    }
}
