package cloud.broom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.retry.ErrorName;
import cloud.broom.task.TaskFailure;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class AwsErrorsTest {
    @Test
    void anErrorAnswersToItsCodeAndToItsExceptions() {
        TaskFailure failure = AwsErrors.failure(
                NoSuchBucketException.builder()
                        .statusCode(404)
                        .awsErrorDetails(details("NoSuchBucket", "The specified bucket does not exist"))
                        .build(),
                "S3",
                "bucket logs");
        assertThat(failure.error())
                .isEqualTo(ErrorName.of("S3.NoSuchBucket", "S3.NoSuchBucketException", "S3.S3Exception"));
        assertThat(failure).hasMessage("bucket logs: The specified bucket does not exist");
    }

    @Test
    void whatPassesByItselfIsTransient() {
        assertThat(name(S3Exception.builder()
                                .statusCode(503)
                                .awsErrorDetails(details("SlowDown", "x"))
                                .build())
                        .aliases())
                .contains(ErrorName.TRANSIENT, "S3.S3Exception");
        assertThat(name(S3Exception.builder()
                                .statusCode(500)
                                .awsErrorDetails(details("InternalError", "x"))
                                .build())
                        .aliases())
                .contains(ErrorName.TRANSIENT);
        assertThat(AwsErrors.failure(SdkClientException.create("reset"), "S3", "bucket logs")
                        .error())
                .isEqualTo(ErrorName.of("S3.SdkClientException", ErrorName.TRANSIENT));
        assertThat(AwsErrors.ofCode("S3", "ConditionalRequestConflict").aliases())
                .contains(ErrorName.TRANSIENT);
    }

    @Test
    void aRefusalIsNotTransient() {
        assertThat(name(S3Exception.builder()
                                .statusCode(403)
                                .awsErrorDetails(details("AccessDenied", "x"))
                                .build())
                        .aliases())
                .containsExactly("S3.S3Exception");
        assertThat(AwsErrors.ofCode("S3", "AccessDenied").aliases()).isEmpty();
    }

    private static ErrorName name(Exception thrown) {
        return AwsErrors.failure((S3Exception) thrown, "S3", "bucket logs").error();
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .serviceName("S3")
                .build();
    }
}
