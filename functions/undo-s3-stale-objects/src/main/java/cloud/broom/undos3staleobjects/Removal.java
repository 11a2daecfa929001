package cloud.broom.undos3staleobjects;

import cloud.broom.aws.AwsErrors;
import cloud.broom.task.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Removes delete markers, each by its version id, so that what is beneath is the object again
 * (AmazonS3/latest/userguide/ManagingDelMarkers.html). One that is gone already is removed as well as one that is there.
 */
final class Removal {
    private final S3Client s3;
    private final String bucket;

    Removal(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    Map<String, Outcome> remove(List<Item> items) {
        Map<String, Outcome> outcomes = new HashMap<>();
        List<Item> fit = items.stream().filter(Item::fitsXml).toList();
        if (!fit.isEmpty()) {
            outcomes.putAll(together(fit));
        }
        items.stream().filter(item -> !item.fitsXml()).forEach(item -> {
            s3.deleteObject(delete -> delete.bucket(bucket).key(item.key()).versionId(item.marker()));
            outcomes.put(item.key(), Outcome.done());
        });
        return outcomes;
    }

    private Map<String, Outcome> together(List<Item> items) {
        List<ObjectIdentifier> markers = items.stream()
                .map(item -> ObjectIdentifier.builder()
                        .key(item.key())
                        .versionId(item.marker())
                        .build())
                .toList();
        DeleteObjectsResponse answer = s3.deleteObjects(delete ->
                delete.bucket(bucket).delete(Delete.builder().objects(markers).build()));
        Map<String, Outcome> outcomes = new HashMap<>();
        answer.deleted().forEach(deleted -> outcomes.put(deleted.key(), Outcome.done()));
        answer.errors()
                .forEach(error -> outcomes.put(
                        error.key(),
                        Outcome.failed(AwsErrors.ofCode("S3", error.code()), String.valueOf(error.message()))));
        return outcomes;
    }
}
