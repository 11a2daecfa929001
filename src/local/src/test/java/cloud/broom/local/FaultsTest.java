package cloud.broom.local;

import static cloud.broom.local.S3Fixture.BUCKET;
import static cloud.broom.local.S3Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.local.fault.Fault;
import cloud.broom.local.fault.Faults;
import cloud.broom.local.fault.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.SqsClient;

class FaultsTest {
    @RegisterExtension
    final S3Fixture on = new S3Fixture();

    @Test
    void refusesTheNextCallsAndThenNoMore() {
        on.put("a", "x");
        Fault fault = on.cloud.faults().arm("S3.DeleteObjects", new Trouble.Refuse(503, "SlowDown"), 2);

        refused(503, "SlowDown", () -> delete("a"));
        refused(503, "SlowDown", () -> delete("a"));
        assertThat(on.cloud.s3().keys(BUCKET)).containsExactly("a");
        assertThat(delete("a").deleted()).hasSize(1);
        assertThat(fault.struck()).isEqualTo(2);
    }

    @Test
    void letsCallsPassBeforeItStrikes() {
        on.put("a", "x");
        Fault fault = on.cloud.faults().armAfter(2, "S3.ListObjectsV2", new Trouble.Refuse(503, "SlowDown"), 1);

        assertThat(on.s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).hasSize(1);
        assertThat(on.s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).hasSize(1);
        assertThat(fault.struck()).isZero();
        refused(503, "SlowDown", () -> on.s3.listObjectsV2(list -> list.bucket(BUCKET)));
        assertThat(on.s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).hasSize(1);
    }

    @Test
    void refusesOperationsByPatternUntilCleared() {
        on.cloud.faults().arm("S3.List*", new Trouble.Refuse(500, "InternalError"), Faults.ALWAYS);

        refused(500, "InternalError", () -> on.s3.listObjectsV2(list -> list.bucket(BUCKET)));
        refused(500, "InternalError", () -> on.s3.listObjectVersions(list -> list.bucket(BUCKET)));
        on.put("a", "x");
        on.cloud.faults().clear();
        assertThat(on.s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).hasSize(1);
    }

    @Test
    void takesAServiceDownUntilItIsBroughtBack() {
        try (SnsClient sns = Clients.sns(on.cloud.operatorEnvironment());
                SqsClient sqs = Clients.sqs(on.cloud.operatorEnvironment())) {
            Fault outage = on.cloud.faults().takeDown("Sns");

            assertThatThrownBy(() -> sns.createTopic(request -> request.name("t")))
                    .isInstanceOfSatisfying(
                            SnsException.class, e -> assertThat(e.statusCode()).isEqualTo(503));
            assertThatThrownBy(sns::listTopics).isInstanceOf(SnsException.class);
            assertThat(sqs.listQueues().queueUrls()).isEmpty();
            assertThat(outage.struck()).isEqualTo(2);

            on.cloud.faults().bringBack("Sns");
            assertThat(sns.listTopics().topics()).isEmpty();
        }
    }

    @Test
    void refusesSomeItemsInsideAnAnswerOfSuccess() {
        on.put("app/a", "x");
        on.put("app/b", "x");
        on.put("c", "x");
        on.cloud.faults().arm("S3.DeleteObjects", new Trouble.RefuseItem("app/*", "InternalError"), 1);

        DeleteObjectsResponse answer = delete("app/a", "app/b", "c");

        assertThat(answer.errors())
                .extracting(error -> error.key() + " " + error.code())
                .containsExactly("app/a InternalError");
        assertThat(answer.deleted()).extracting(DeletedObject::key).containsExactly("app/b", "c");
    }

    @Test
    void dropsTheAnswerAfterTheEffect() {
        on.put("a", "x");
        on.cloud.faults().arm("S3.DeleteObjects", new Trouble.Drop(), 1);

        assertThatThrownBy(() -> delete("a")).isInstanceOf(SdkClientException.class);
        assertThat(on.cloud.s3().keys(BUCKET)).isEmpty();
        assertThat(on.s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).isEmpty();
    }

    @Test
    void delaysACall() {
        on.put("a", "x");
        Fault fault = on.cloud.faults().arm("S3.GetObject", new Trouble.Delay(Duration.ofMillis(150)), 1);
        long began = System.nanoTime();

        assertThat(on.get("a")).isEqualTo("x");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(fault.struck()).isEqualTo(1);
    }

    @Test
    void theOperatorArmsReadsAndClearsThemOverHttp() throws IOException, InterruptedException {
        String armed = control(
                "POST",
                "/_local/faults",
                "{\"operation\":\"S3.GetObject\",\"kind\":\"refuse\",\"status\":503,\"code\":\"SlowDown\",\"times\":5}");
        refused(503, "SlowDown", () -> on.get("a"));

        assertThat(armed).startsWith("200 ").contains("\"struck\":0");
        assertThat(control("GET", "/_local/faults", ""))
                .startsWith("200 ")
                .contains("\"operation\":\"S3.GetObject\"", "\"struck\":1", "\"times\":5");
        assertThat(control("DELETE", "/_local/faults", "")).startsWith("204");
        refused(404, "NoSuchKey", () -> on.get("a"));
        assertThat(control("GET", "/_local/calls", "")).contains("\"S3.GetObject\":2");
    }

    @Test
    void aFaultThatIsNoneIsRefusedByTheMemberThatIsWrong() throws IOException, InterruptedException {
        assertThat(control("POST", "/_local/faults", "{\"operation\":\"S3.GetObject\",\"kind\":\"explode\"}"))
                .startsWith("400 ")
                .contains("kind is none of");
        assertThat(control("POST", "/_local/faults", "{\"operation\":\"everything\",\"kind\":\"drop\"}"))
                .startsWith("400 ")
                .contains("operation is not Service.Operation");
    }

    @Test
    void noRoleMayControlTheCloud() throws IOException, InterruptedException {
        Map<String, String> function = on.cloud.environmentFor("AnyRole", "sweep");

        assertThat(call(function.getOrDefault("AWS_ACCESS_KEY_ID", ""), "GET", "/_local/faults", ""))
                .startsWith("403 ")
                .contains("Only the operator");
    }

    @Test
    void countsCallsByCaller() {
        on.put("a", "x");
        on.put("b", "x");
        delete("a");

        assertThat(on.cloud.calls().of("operator"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("S3.PutObject", 2L, "S3.DeleteObjects", 1L));
        assertThat(on.cloud.calls().of("sweep")).isEmpty();
    }

    private DeleteObjectsResponse delete(String... keys) {
        return on.s3.deleteObjects(request -> request.bucket(BUCKET)
                .delete(delete -> delete.objects(Arrays.stream(keys)
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .toList())));
    }

    private String control(String method, String path, String body) throws IOException, InterruptedException {
        return call("AKIALOCALOPERATOR000", method, path, body);
    }

    private String call(String key, String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> reply = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(on.cloud.endpoint() + path))
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=" + key + "/20260301/us-east-1/local/aws4_request")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return reply.statusCode() + " " + reply.body();
    }
}
