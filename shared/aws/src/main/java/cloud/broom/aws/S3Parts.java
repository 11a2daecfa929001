package cloud.broom.aws;

import cloud.broom.plan.Parts;
import cloud.broom.plan.UnreadablePart;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Parts as objects of the record bucket, written with {@code If-None-Match: *} (AmazonS3/latest/userguide/conditional-writes.html). */
public final class S3Parts implements Parts {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int TRIES = 4;

    private final S3Client s3;
    private final String bucket;

    public S3Parts(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public byte[] putOnce(String name, byte[] bytes) {
        for (int left = TRIES; ; left--) {
            try {
                s3.putObject(
                        put -> put.bucket(bucket)
                                .key(name)
                                .ifNoneMatch("*")
                                .contentType("application/x-ndjson")
                                .contentEncoding("gzip"),
                        RequestBody.fromBytes(bytes));
                return bytes;
            } catch (S3Exception refused) {
                if (refused.statusCode() == PRECONDITION_FAILED) {
                    return get(name);
                }
                if (refused.statusCode() != CONFLICT || left == 1) {
                    throw AwsErrors.failure(refused, "S3", "record bucket " + bucket + ", part " + name);
                }
            } catch (SdkException unanswered) {
                throw AwsErrors.failure(unanswered, "S3", "record bucket " + bucket + ", part " + name);
            }
        }
    }

    @Override
    public Optional<byte[]> find(String name) {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(name)).asByteArray());
        } catch (NoSuchKeyException missing) {
            return Optional.empty();
        } catch (SdkException unanswered) {
            throw AwsErrors.failure(unanswered, "S3", "record bucket " + bucket + ", part " + name);
        }
    }

    @Override
    public byte[] get(String name) {
        return find(name).orElseThrow(() -> new UnreadablePart(name, "is not in record bucket " + bucket));
    }
}
