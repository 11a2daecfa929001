package cloud.broom.local.dynamodb;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Body;
import cloud.broom.local.wire.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.dynamodb.services.local.main.CommandLineInput;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local in this JVM, in memory. It takes about a second to start, so it starts with the first call: who only
 * needs S3 does not wait for it. Its own job threads notice a close within some five seconds, and then end.
 */
final class Engine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PORTS_TRIED = 5;

    /** With {@code -sharedDb} key and region choose nothing, but it wants to see some. */
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    private record Running(DynamoDBProxyServer server, URI uri, HttpClient client) {}

    private Optional<Running> running = Optional.empty();
    private boolean closed;

    /** One call, and the answer as DynamoDB Local gives it. */
    Reply call(String operation, String input) {
        Running engine = running();
        HttpRequest request = HttpRequest.newBuilder(engine.uri())
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Authorization", AUTHORIZATION)
                .POST(HttpRequest.BodyPublishers.ofString(input))
                .build();
        try {
            HttpResponse<byte[]> response = engine.client().send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(
                    response.statusCode(),
                    Map.of("Content-Type", "application/x-amz-json-1.0"),
                    Body.of(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local does not answer " + operation, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsError(503, "ServiceUnavailable", "The local cloud is closing");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        running.ifPresent(engine -> {
            try {
                engine.server().stop();
            } catch (Exception e) {
                throw new IllegalStateException("DynamoDB Local does not stop", e);
            }
        });
        running = Optional.empty();
    }

    private synchronized Running running() {
        if (closed) {
            throw new AwsError(503, "ServiceUnavailable", "The local cloud is closed");
        }
        if (running.isEmpty()) {
            running = Optional.of(start(PORTS_TRIED));
        }
        return running.get();
    }

    /** It refuses port 0, so a free one is looked up first, which someone else may take in between. */
    private static Running start(int triesLeft) {
        int port = freePort();
        try {
            // Not createServerFromCommandLineArgs, which prints a banner to standard output.
            CommandLineInput options = new CommandLineInput(
                    new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", String.valueOf(port)});
            if (!options.init()) {
                throw new IllegalStateException("DynamoDB Local does not take its options");
            }
            Grammar.load();
            DynamoDBProxyServer server = ServerRunner.createServer(options);
            server.start();
            return new Running(
                    server,
                    URI.create("http://127.0.0.1:" + port + "/"),
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        } catch (Exception e) {
            if (triesLeft > 1) {
                return start(triesLeft - 1);
            }
            throw new IllegalStateException("DynamoDB Local does not start on port " + port, e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }
}
