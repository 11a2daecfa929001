package cloud.broom.s3staleobjects;

import cloud.broom.aws.AwsErrors;
import cloud.broom.task.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Deletes objects, each on the condition that it still has the ETag it was planned with
 * (AmazonS3/latest/userguide/conditional-deletes.html). Errors of single keys stand in an answer that is itself a success.
 */
final class Deletion {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String bucket;
    private final SecondLook look;

    Deletion(S3Client s3, String bucket, SecondLook look) {
        this.s3 = s3;
        this.bucket = bucket;
        this.look = look;
    }

    Map<String, Outcome> delete(List<Item> items) {
        Map<String, Outcome> outcomes = new HashMap<>();
        List<Item> fit = items.stream().filter(Item::fitsXml).toList();
        if (!fit.isEmpty()) {
            outcomes.putAll(together(fit));
        }
        items.stream().filter(item -> !item.fitsXml()).forEach(item -> outcomes.put(item.key(), alone(item)));
        return outcomes;
    }

    private Map<String, Outcome> together(List<Item> items) {
        List<ObjectIdentifier> keys = items.stream()
                .map(item -> ObjectIdentifier.builder()
                        .key(item.key())
                        .eTag(item.etag())
                        .build())
                .toList();
        DeleteObjectsResponse answer = s3.deleteObjects(delete ->
                delete.bucket(bucket).delete(Delete.builder().objects(keys).build()));
        Map<String, Outcome> outcomes = new HashMap<>();
        answer.deleted().forEach(deleted -> outcomes.put(deleted.key(), done(deleted.deleteMarkerVersionId())));
        answer.errors()
                .forEach(error ->
                        outcomes.put(error.key(), outcome(error.key(), error.code(), String.valueOf(error.message()))));
        return outcomes;
    }

    /** A key with a control character has no place in the XML that several keys are sent in. */
    private Outcome alone(Item item) {
        try {
            DeleteObjectResponse answer = s3.deleteObject(
                    delete -> delete.bucket(bucket).key(item.key()).ifMatch(item.etag()));
            return done(Boolean.TRUE.equals(answer.deleteMarker()) ? answer.versionId() : null);
        } catch (S3Exception refused) {
            return switch (refused.statusCode()) {
                case NOT_FOUND -> outcome(item.key(), "NoSuchKey", "");
                case PRECONDITION_FAILED -> outcome(item.key(), "PreconditionFailed", "");
                case CONFLICT ->
                    outcome(
                            item.key(),
                            "ConditionalRequestConflict",
                            refused.awsErrorDetails().errorMessage());
                default -> throw refused;
            };
        }
    }

    /** The marker's version id, where the bucket is versioned, is what an undo will look for. */
    private static Outcome done(@Nullable String marker) {
        return Optional.ofNullable(marker).map(Outcome::done).orElseGet(Outcome::done);
    }

    private Outcome outcome(String key, String code, String message) {
        return switch (code) {
            case "PreconditionFailed" -> otherThanPlanned(key);
            case "NoSuchKey" -> Outcome.gone();
            default -> Outcome.failed(AwsErrors.ofCode("S3", code), message);
        };
    }

    /** Under a marker no condition holds: a delete that the client sent twice, its first answer lost, meets its own. */
    private Outcome otherThanPlanned(String key) {
        return look.one(key).isPresent() ? Outcome.changed("it was rewritten just now") : Outcome.gone();
    }
}
