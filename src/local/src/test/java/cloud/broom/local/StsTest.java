package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class StsTest {
    private final LocalCloud cloud = LocalCloud.builder(Clock.systemUTC()).start();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void tellsTheOperatorWhoTheyAre() {
        try (StsClient sts = Clients.sts(cloud.operatorEnvironment())) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/operator");
        }
        assertThat(cloud.calls().of("operator")).containsExactly(Map.entry("Sts.GetCallerIdentity", 1L));
    }

    @Test
    void tellsAFunctionItsRoleAndName() {
        try (StsClient sts = Clients.sts(cloud.environmentFor("SweepRole", "sweep"))) {
            assertThat(sts.getCallerIdentity().arn())
                    .isEqualTo("arn:aws:sts::123456789012:assumed-role/SweepRole/sweep");
        }
    }

    @Test
    void refusesAKeyItNeverIssued() {
        Map<String, String> stranger = new HashMap<>(cloud.operatorEnvironment());
        stranger.put("AWS_ACCESS_KEY_ID", "AKIASTRANGER00000000");
        try (StsClient sts = Clients.sts(stranger)) {
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOfSatisfying(StsException.class, error -> {
                assertThat(error.statusCode()).isEqualTo(403);
                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId");
            });
        }
    }

    @Test
    void answersWhoeverSendsWhatSomeoneElseHasSigned() throws Exception {
        HttpResponse<String> answer =
                send(presigned(cloud.environmentFor("SweepRole", "sweep"), Clock.systemUTC()), "a");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("<Arn>arn:aws:sts::123456789012:assumed-role/SweepRole/sweep</Arn>");
    }

    @Test
    void refusesWhatWasSignedWithOtherHeadersOrAnotherSecret() throws Exception {
        Map<String, String> guess = new HashMap<>(cloud.operatorEnvironment());
        guess.put("AWS_SECRET_ACCESS_KEY", "guess");
        Map<String, String> torn = new HashMap<>(cloud.environmentFor("SweepRole", "sweep"));
        torn.put("AWS_SESSION_TOKEN", "another");

        assertRefused(send(presigned(cloud.operatorEnvironment(), Clock.systemUTC()), "b"), "SignatureDoesNotMatch");
        assertRefused(send(presigned(guess, Clock.systemUTC()), "a"), "SignatureDoesNotMatch");
        assertRefused(send(presigned(torn, Clock.systemUTC()), "a"), "InvalidClientTokenId");
    }

    @Test
    void refusesWhatIsNotOfThisQuarterOfAnHour() throws Exception {
        Clock early = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-16));
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(16));

        assertThat(send(presigned(cloud.operatorEnvironment(), early), "a").body())
                .contains("<Code>SignatureDoesNotMatch</Code>")
                .contains("Signature expired: ");
        assertThat(send(presigned(cloud.operatorEnvironment(), late), "a").body())
                .contains("<Code>SignatureDoesNotMatch</Code>")
                .contains("Signature not yet current: ");
    }

    private static void assertRefused(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    }

    /** With the header {@code x-note} signed, of value {@code a}. */
    private static URI presigned(Map<String, String> whose, Clock when) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(String.valueOf(whose.get("AWS_ENDPOINT_URL"))))
                .encodedPath("/")
                .putHeader("x-note", "a")
                .putRawQueryParameter("Action", "GetCallerIdentity")
                .putRawQueryParameter("Version", "2011-06-15")
                .build();
        try (StsClient sts = Clients.sts(whose)) {
            AwsCredentialsIdentity identity = sts.serviceClientConfiguration()
                    .credentialsProvider()
                    .resolveIdentity()
                    .join();
            return AwsV4HttpSigner.create()
                    .sign(sign -> sign.identity(identity)
                            .request(request)
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                            .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                            .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1))
                            .putProperty(HttpSigner.SIGNING_CLOCK, when))
                    .request()
                    .getUri();
        }
    }

    private static HttpResponse<String> send(URI signed, String note) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(signed).header("x-note", note).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersAnOperationItDoesNotModelWithNotImplemented() {
        try (StsClient sts = Clients.sts(cloud.operatorEnvironment())) {
            assertThatThrownBy(sts::getSessionToken).isInstanceOfSatisfying(StsException.class, error -> {
                assertThat(error.statusCode()).isEqualTo(501);
                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
                assertThat(error.awsErrorDetails().errorMessage()).contains("Sts.GetSessionToken");
            });
        }
    }
}
