package cloud.broom.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something on loopback that would answer as S3 does, and remembers what has reached it. */
final class CountingEndpoint implements AutoCloseable {
    private static final byte[] EMPTY_LISTING =
            "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final List<String> reached = new CopyOnWriteArrayList<>();

    CountingEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The method of each request that has arrived. */
    List<String> reached() {
        return List.copyOf(reached);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            reached.add(exchange.getRequestMethod());
            exchange.sendResponseHeaders(200, EMPTY_LISTING.length);
            exchange.getResponseBody().write(EMPTY_LISTING);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
