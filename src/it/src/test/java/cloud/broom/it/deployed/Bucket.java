package cloud.broom.it.deployed;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket a test puts objects into and looks at afterwards. */
record Bucket(S3Client s3, String name) {
    Bucket create() {
        s3.createBucket(bucket -> bucket.bucket(name));
        return this;
    }

    Bucket with(String... keys) {
        Arrays.stream(keys)
                .forEach(key -> s3.putObject(
                        object -> object.bucket(name).key(key), RequestBody.fromString("content of " + key)));
        return this;
    }

    boolean exists() {
        return s3.listBuckets().buckets().stream()
                .anyMatch(bucket -> bucket.name().equals(name));
    }

    List<String> keys() {
        return s3.listObjectsV2Paginator(list -> list.bucket(name)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    void delete() {
        s3.listObjectsV2Paginator(list -> list.bucket(name)).stream()
                .map(ListObjectsV2Response::contents)
                .filter(page -> !page.isEmpty())
                .map(Bucket::identifiers)
                .forEach(some -> s3.deleteObjects(delete -> delete.bucket(name).delete(these -> these.objects(some))));
        s3.deleteBucket(bucket -> bucket.bucket(name));
    }

    private static List<ObjectIdentifier> identifiers(List<S3Object> objects) {
        return objects.stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
    }
}
