package cloud.broom.s3staleobjects;

import cloud.broom.aws.AwsErrors;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The current objects of a bucket, in the order of their keys' UTF-8 bytes (AmazonS3/latest/API/API_ListObjectsV2.html). */
final class Listing {
    private final S3Client s3;
    private final String bucket;

    Listing(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** One page after a key, at most a thousand objects; S3 may send an empty one before the last, which is passed over. */
    Page after(String prefix, String key, int atMost) {
        ListObjectsV2Response page = list(request(prefix, atMost).startAfter(key));
        while (page.contents().isEmpty() && page.isTruncated()) {
            page = list(request(prefix, atMost).continuationToken(page.nextContinuationToken()));
        }
        return new Page(page.contents(), page.isTruncated());
    }

    /**
     * One object. Not by HeadObject, which needs the key of whoever encrypted it with one of their own, and tells its instant
     * otherwise than a page does.
     */
    Optional<S3Object> one(String key) {
        return list(request(key, 1)).contents().stream()
                .filter(object -> object.key().equals(key))
                .findFirst();
    }

    private ListObjectsV2Request.Builder request(String prefix, int atMost) {
        return ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .maxKeys(atMost)
                .encodingType(EncodingType.URL);
    }

    private ListObjectsV2Response list(ListObjectsV2Request.Builder request) {
        try {
            return s3.listObjectsV2(request.build());
        } catch (SdkException thrown) {
            throw AwsErrors.failure(thrown, "S3", "bucket " + bucket);
        }
    }

    /** Some objects; if there are more after them, there is at least one. */
    record Page(List<S3Object> objects, boolean truncated) {
        Page {
            objects = List.copyOf(objects);
        }

        String last() {
            return objects.get(objects.size() - 1).key();
        }
    }
}
