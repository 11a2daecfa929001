package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A cloud with one bucket and the operator's client. */
final class S3Fixture implements AfterEachCallback {
    static final String BUCKET = "logs";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    final LocalCloud cloud =
            LocalCloud.builder(Clock.fixed(NOW, ZoneOffset.UTC)).start();
    final S3Client s3 = Clients.s3(cloud.operatorEnvironment());

    S3Fixture() {
        cloud.s3().create(BUCKET);
    }

    PutObjectResponse put(String key, String content) {
        return s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    String get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
    }

    static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, error -> assertThat(
                        error.statusCode() + " " + error.awsErrorDetails().errorCode())
                .isEqualTo(status + " " + code));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        s3.close();
        cloud.close();
    }
}
