package cloud.broom.s3staleobjects;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket that lists as S3 does, and counts how often it is asked. */
final class FakeBucket implements S3Client {
    private final NavigableMap<String, S3Object> objects = new TreeMap<>((one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)));
    BucketVersioningStatus versioning = BucketVersioningStatus.ENABLED;
    int lists;

    void put(String key, Instant modified) {
        objects.put(
                key,
                S3Object.builder()
                        .key(key)
                        .size(7L)
                        .lastModified(modified)
                        .eTag("\"e\"")
                        .build());
    }

    void remove(String key) {
        objects.remove(key);
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        lists++;
        String after = String.valueOf(request.startAfter()).replace("null", "");
        List<S3Object> rest = objects.tailMap(after, false).values().stream()
                .filter(object -> object.key().startsWith(request.prefix()))
                .toList();
        return ListObjectsV2Response.builder()
                .contents(rest.stream().limit(request.maxKeys()).toList())
                .isTruncated(rest.size() > request.maxKeys())
                .build();
    }

    @Override
    public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
        return GetBucketVersioningResponse.builder().status(versioning).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
