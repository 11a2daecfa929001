package cloud.broom.cli.demo;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a listing through the API says is in a bucket: keys and when each was last modified. */
final class Bucket {
    private Bucket() {}

    static Map<String, Instant> list(S3Client s3, String bucket) {
        Map<String, Instant> objects = new TreeMap<>();
        for (S3Object object :
                s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents()) {
            objects.put(object.key(), object.lastModified());
        }
        return objects;
    }
}
