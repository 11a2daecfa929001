package cloud.broom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

final class ThrottlesTest {
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    ThrottlesTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void countsEachAttemptThatWasTooManyAndNoOtherError() {
        try (Aws aws = Aws.of(Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "key",
                "AWS_SECRET_ACCESS_KEY", "secret"))) {
            refusals.add("ThrottlingException");
            var ignored = aws.dynamoDb().describeTable(d -> d.tableName("busy"));
            assertThat(aws.drainThrottles()).isEqualTo(1);

            refusals.add("ResourceNotFoundException");
            assertThatThrownBy(() -> aws.dynamoDb().describeTable(d -> d.tableName("none")))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThat(aws.drainThrottles()).isZero();
        }
    }

    /** Refuses as often as there are refusals left, and then answers with nothing. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String code = refusals.poll();
            byte[] body = (code == null ? "{}" : "{\"__type\":\"" + code + "\",\"message\":\"no\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(code == null ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
