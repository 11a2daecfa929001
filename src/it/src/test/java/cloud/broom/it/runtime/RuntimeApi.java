package cloud.broom.it.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The Lambda Runtime API (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) for one execution environment: hands
 * out what is invoked, one invocation at a time, and takes the answers.
 */
public final class RuntimeApi implements AutoCloseable {
    private static final String PREFIX = "/2018-06-01/runtime";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int UNKNOWN = 404;
    private static final long NO_BODY = -1;

    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Answer> refusal = new CompletableFuture<>();
    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private RuntimeApi(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext(PREFIX + "/invocation/next", this::next);
        server.createContext(PREFIX + "/invocation/", this::answered);
        server.createContext(PREFIX + "/init/error", this::refused);
        server.start();
    }

    public static RuntimeApi start() throws IOException {
        return new RuntimeApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} has to say. */
    public String address() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** Queues an invocation that Lambda would end at {@code deadline}; this API itself ends none. */
    public CompletableFuture<Answer> invoke(String payload, Instant deadline) {
        return invoke(UUID.randomUUID().toString(), payload, deadline);
    }

    /** The same with a request id of one's own, as when Lambda tries an asynchronous request again. */
    public CompletableFuture<Answer> invoke(String requestId, String payload, Instant deadline) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        open.put(requestId, answer);
        waiting.add(new Invocation(requestId, payload, deadline));
        return answer;
    }

    /** Completes with the error if the function could not even be initialised. */
    public CompletableFuture<Answer> refusal() {
        return refusal;
    }

    /** Completes when the function has been initialised: it has asked for its first invocation. */
    CompletableFuture<Boolean> asked() {
        return asked;
    }

    /** Ends every open invocation, as Lambda does when the execution environment has died. */
    void abandon(RuntimeException why) {
        waiting.clear();
        open.values().forEach(answer -> answer.completeExceptionally(why));
        open.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        abandon(new IllegalStateException("the Runtime API was closed"));
    }

    private void next(HttpExchange exchange) throws IOException {
        asked.complete(true);
        try (exchange) {
            Invocation invocation = waiting.take();
            byte[] body = invocation.payload().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().putAll(invocation.headers());
            exchange.sendResponseHeaders(OK, body.length == 0 ? NO_BODY : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void answered(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            String requestId = path[path.length - 2];
            boolean error = path[path.length - 1].equals("error");
            Answer answer = new Answer(error, body(exchange));
            Optional<CompletableFuture<Answer>> caller = Optional.ofNullable(open.remove(requestId));
            exchange.sendResponseHeaders(caller.isPresent() ? ACCEPTED : UNKNOWN, NO_BODY);
            caller.ifPresent(future -> future.complete(answer));
        }
    }

    private void refused(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer error = new Answer(true, body(exchange));
            exchange.sendResponseHeaders(ACCEPTED, NO_BODY);
            refusal.complete(error);
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What a function answered. */
    public record Answer(boolean error, String body) {}

    private record Invocation(String requestId, String payload, Instant deadline) {
        private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:booted";

        Map<String, List<String>> headers() {
            return Map.of(
                    "Content-Type", List.of("application/json"),
                    "Lambda-Runtime-Aws-Request-Id", List.of(requestId),
                    "Lambda-Runtime-Deadline-Ms", List.of(Long.toString(deadline.toEpochMilli())),
                    "Lambda-Runtime-Invoked-Function-Arn", List.of(ARN));
        }
    }
}
