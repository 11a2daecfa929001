package cloud.broom.local.wire;

import cloud.broom.local.iam.Permission;
import java.util.List;

/** One AWS service of the local cloud. Answers many requests at once: implementations are thread-safe. */
public interface Service extends AutoCloseable {
    /** As calls and faults name it: {@code S3}, {@code DynamoDb}, {@code Sns}. */
    String name();

    /** As signatures name it, {@code .../us-east-1/<scope>/aws4_request}: {@code s3}, {@code dynamodb}, {@code sns}. */
    String scope();

    Protocol protocol();

    /**
     * What the caller must be allowed for this request. All of it is checked before {@link #answer} is asked.
     *
     * @throws AwsError 501 for an operation not modelled, or if the request does not name its resource
     */
    List<Permission> needs(Request request);

    /**
     * Does it.
     *
     * @throws AwsError for every refusal, 501 NotImplemented for everything not modelled
     */
    Reply answer(Request request);

    /** Ends what the service started. */
    @Override
    default void close() {}
}
