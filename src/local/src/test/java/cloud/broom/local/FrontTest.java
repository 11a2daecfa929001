package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The front door, by plain HTTP: what no SDK would send. */
class FrontTest {
    private static final String OPERATOR = "AKIALOCALOPERATOR000";

    @RegisterExtension
    final S3Fixture on = new S3Fixture();

    @ParameterizedTest
    @CsvSource({
        "x-amz-target, DynamoDB_20120810.GetItem, 400, MissingAuthenticationTokenException",
        "content-type, application/x-www-form-urlencoded, 403, MissingAuthenticationToken",
        "content-type, application/json, 403, MissingAuthenticationTokenException",
        "content-type, text/plain, 403, AccessDenied"
    })
    void anUnsignedRequestIsRefusedInTheFormOfItsProtocol(String header, String value, int status, String code) {
        HttpResponse<String> reply =
                send(at("/").header(header, value).POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body() + reply.headers()).contains(code);
    }

    @Test
    void aServiceThatIsNotThereIsNotImplemented() {
        HttpResponse<String> reply = send(signed("/", "ec2")
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("Action=DescribeVolumes")));

        assertThat(reply.statusCode()).isEqualTo(501);
        assertThat(reply.body()).contains("<Code>NotImplemented</Code>", "the service ec2");
    }

    @Test
    void whatAClientSendsIsEscapedInWhatItIsTold() {
        HttpResponse<String> reply = send(signed("/", "sts")
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("Action=%3Cscript%3E%26")));

        assertThat(reply.statusCode()).isEqualTo(501);
        assertThat(reply.body()).contains("Sts.&lt;script&gt;&amp;").doesNotContain("<script>");
    }

    @Test
    void aPresignedAddressNamesItsCaller() {
        on.put("a", "content");

        HttpResponse<String> reply = send(at("/logs/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + OPERATOR
                + "%2F20260301%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Signature=0"));

        assertThat(reply.body()).isEqualTo("content");
    }

    @Test
    void aBodyThatEndsWithinAChunkIsNotStored() {
        HttpResponse<String> reply = send(signed("/logs/a", "s3")
                .header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                .PUT(HttpRequest.BodyPublishers.ofString("ff\r\nshort")));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("IncompleteBody");
        assertThat(on.cloud.s3().keys(S3Fixture.BUCKET)).isEmpty();
    }

    @Test
    void refusesADocumentTypeInXml() {
        HttpResponse<String> reply = send(signed("/logs?versioning", "s3")
                .PUT(HttpRequest.BodyPublishers.ofString("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                        + "<VersioningConfiguration><Status>&e;</Status></VersioningConfiguration>")));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("<Code>");
    }

    @Test
    void anUnknownSubresourceIsNotCountedAsTheOperationItResembles() {
        HttpResponse<String> reply = send(signed("/logs?lifecycle", "s3"));

        assertThat(reply.statusCode()).isEqualTo(501);
        assertThat(on.cloud.calls().all()).doesNotContainKey("S3.ListObjects");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        int taken = on.cloud.endpoint().getPort();

        assertThatThrownBy(
                        () -> LocalCloud.builder(Clock.systemUTC()).port(taken).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port " + taken);
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(on.cloud.endpoint() + path));
    }

    private HttpRequest.Builder signed(String path, String service) {
        return at(path).header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + OPERATOR + "/20260301/us-east-1/" + service + "/aws4_request");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
