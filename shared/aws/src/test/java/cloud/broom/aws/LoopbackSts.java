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

/** Somebody who listens on loopback, says what they are told to, and keeps what they were asked. */
final class LoopbackSts implements AutoCloseable {
    private final HttpServer server;
    private final List<HttpExchange> heard = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = identity("arn:aws:iam::123456789012:user/ann");

    LoopbackSts() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::reply);
        server.start();
    }

    static String identity(String arn) {
        return "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                + "<Arn>" + arn + "</Arn><UserId>AIDA</UserId><Account>123456789012</Account>"
                + "</GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>"
                + "</GetCallerIdentityResponse>";
    }

    static String error(String code, String message) {
        return "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                + "</Message></Error></ErrorResponse>";
    }

    void say(int code, String body) {
        status = code;
        answer = body;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<HttpExchange> heard() {
        return heard;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void reply(HttpExchange exchange) throws IOException {
        heard.add(exchange);
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        if (status / 100 == 3) {
            exchange.getResponseHeaders().set("Location", answer);
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
