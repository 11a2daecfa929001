package cloud.broom.s3staleobjects;

import cloud.broom.aws.AwsErrors;
import cloud.broom.control.Tags;
import cloud.broom.fact.Cache;
import cloud.broom.task.TaskFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The tags that may protect objects: their bucket's, and their own if the job asks for that. That there are none is known only
 * from an answer that says so; a call that failed for any other reason leaves them unknown.
 */
final class KeepTags {
    /** S3 says of a bucket that has no tags that it has no set of them (AmazonS3/latest/API/API_GetBucketTagging.html). */
    private static final String NO_TAGS = "NoSuchTagSet";

    private static final String GONE = "NoSuchKey";

    private final S3Client s3;
    private final Params params;

    KeepTags(S3Client s3, Params params) {
        this.s3 = s3;
        this.params = params;
    }

    Map<String, Tags> of(List<Item> items, Cache cache) {
        Map<String, Tags> tags = new HashMap<>();
        try {
            Map<String, String> bucket = bucket(cache);
            items.forEach(item -> tags.put(item.id(), of(item, bucket)));
        } catch (TaskFailure unread) {
            items.forEach(item -> tags.put(item.id(), unknown(unread)));
        }
        return tags;
    }

    private Tags of(Item item, Map<String, String> bucket) {
        Tags.Known known = new Tags.Known(List.of(bucket), Optional.of(item.lastModified()));
        boolean settled = known.keeps().stream().anyMatch(keep -> keep.until().isEmpty());
        if (settled || !params.objectTags()) {
            return known;
        }
        try {
            return new Tags.Known(List.of(bucket, object(item.key())), known.since());
        } catch (TaskFailure unread) {
            return unknown(unread);
        }
    }

    private Map<String, String> bucket(Cache cache) {
        String bucket = params.bucket();
        return cache.get("S3.GetBucketTagging", Map.of("bucket", bucket), BucketTags.class, () -> read(
                                NO_TAGS, "tags of bucket " + bucket, () -> s3.getBucketTagging(
                                                get -> get.bucket(bucket))
                                        .tagSet())
                        .map(BucketTags::new))
                .value()
                .map(BucketTags::values)
                .orElse(Map.of());
    }

    /** One that is gone has no tags, and nothing to protect. */
    private Map<String, String> object(String key) {
        return read(GONE, "tags of an object in bucket " + params.bucket(), () -> s3.getObjectTagging(
                                get -> get.bucket(params.bucket()).key(key))
                        .tagSet())
                .orElse(Map.of());
    }

    private static Optional<Map<String, String>> read(String none, String place, TagRead read) {
        try {
            return Optional.of(read.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        } catch (SdkException thrown) {
            if (thrown instanceof AwsServiceException answered
                    && answered.awsErrorDetails() != null
                    && none.equals(answered.awsErrorDetails().errorCode())) {
                return Optional.empty();
            }
            throw AwsErrors.failure(thrown, "S3", place);
        }
    }

    private static Tags unknown(TaskFailure unread) {
        return Tags.unknown(unread.error(), String.valueOf(unread.getMessage()));
    }

    /** The call that reads them. */
    interface TagRead {
        List<Tag> tags();
    }

    /** As the cache keeps them. */
    record BucketTags(Map<String, String> values) {}
}
