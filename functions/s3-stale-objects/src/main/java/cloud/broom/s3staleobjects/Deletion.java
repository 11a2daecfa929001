package cloud.broom.s3staleobjects;

import cloud.broom.aws.AwsErrors;
import cloud.broom.task.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
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

    Deletion(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    Map<String, Outcome> delete(List<Item> items) {
        Map<String, Outcome> outcomes = new HashMap<>();
        List<Item> fit = items.stream().filter(item -> fitsXml(item.key())).toList();
        if (!fit.isEmpty()) {
            outcomes.putAll(together(fit));
        }
        items.stream().filter(item -> !fitsXml(item.key())).forEach(item -> outcomes.put(item.key(), alone(item)));
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
        answer.deleted().forEach(deleted -> outcomes.put(deleted.key(), Outcome.done()));
        answer.errors()
                .forEach(error -> outcomes.put(error.key(), outcome(error.code(), String.valueOf(error.message()))));
        return outcomes;
    }

    /** A key with a control character has no place in the XML that several keys are sent in. */
    private Outcome alone(Item item) {
        try {
            s3.deleteObject(delete -> delete.bucket(bucket).key(item.key()).ifMatch(item.etag()));
            return Outcome.done();
        } catch (S3Exception refused) {
            return switch (refused.statusCode()) {
                case NOT_FOUND -> outcome("NoSuchKey", "");
                case PRECONDITION_FAILED -> outcome("PreconditionFailed", "");
                case CONFLICT ->
                    outcome(
                            "ConditionalRequestConflict",
                            refused.awsErrorDetails().errorMessage());
                default -> throw refused;
            };
        }
    }

    private static Outcome outcome(String code, String message) {
        return switch (code) {
            case "PreconditionFailed" -> Outcome.changed("it was rewritten after it was planned");
            case "NoSuchKey" -> Outcome.gone();
            default -> Outcome.failed(AwsErrors.ofCode("S3", code), message);
        };
    }

    /** XML 1.0, section 2.2, without the white space that a parser may fold. */
    private static boolean fitsXml(String key) {
        return key.codePoints()
                .allMatch(c -> c >= 0x20
                        && c != 0xFFFE
                        && c != 0xFFFF
                        && !(c >= 0x7F && c <= 0x9F)
                        && !(c >= 0xD800 && c <= 0xDFFF));
    }
}
