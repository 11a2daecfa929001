package cloud.broom.local.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP endpoint, on loopback only.
 *
 * <p>The JDK's server reads a path that begins with two slashes as a host and answers 404 itself; such keys of S3 need
 * path-style addresses, which clients use for an address of numbers.
 */
public final class Endpoint implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Endpoint.class);

    /** A function that is invoked synchronously holds a thread while it calls back, so there must be many. */
    private static final int THREADS = 64;

    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final Front front;

    private Endpoint(HttpServer server, ThreadPoolExecutor workers, Front front) {
        this.server = server;
        this.workers = workers;
        this.front = front;
    }

    /**
     * Begins to listen.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static Endpoint open(int port, Front front) {
        // Without it every answer on a kept connection waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
            Endpoint endpoint = new Endpoint(server, workers(), front);
            server.setExecutor(endpoint.workers);
            server.createContext("/", endpoint::serve);
            server.start();
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on port " + port + " of loopback: choose another, or 0 for any free one", e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        front.close();
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            Optional<Reply> reply = answer(exchange);
            if (reply.isPresent()) {
                send(exchange, reply.get());
            }
        } catch (IOException e) {
            log.debug("The client went away during {}", exchange.getRequestURI(), e);
        }
    }

    private Optional<Reply> answer(HttpExchange exchange) throws IOException {
        try {
            return front.handle(Arrival.of(exchange));
        } catch (AwsError malformed) {
            return Optional.of(new RestXml(any -> any).error(malformed, Front.requestId()));
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        for (Map.Entry<String, String> header : reply.headers().entrySet()) {
            exchange.getResponseHeaders().set(header.getKey(), header.getValue());
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        long length = reply.body().length();
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
        }
        exchange.sendResponseHeaders(reply.status(), head || length == 0 ? -1 : length);
        if (!head && length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                reply.body().writeTo(out);
            }
        }
    }

    private static ThreadPoolExecutor workers() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(10_000), work -> {
                    Thread thread = new Thread(work, "local-cloud-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }
}
