package cloud.broom.local.wire;

import cloud.broom.local.iam.Principal;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request as it came off the wire, its coding undone, its sender not yet known. */
record Arrival(String method, String path, Map<String, String> query, Map<String, String> headers, Body body) {
    private static final Principal NOBODY = new Principal("", "nobody", "nobody");

    static Arrival of(HttpExchange exchange) throws IOException {
        // The text, not the URI's parts: a path that begins with two slashes would be read as a host.
        String target = exchange.getRequestURI().toString();
        int mark = target.indexOf('?');
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        Body body = Body.of(bytes);
        if (AwsChunked.encodes(headers)) {
            AwsChunked decoded = AwsChunked.decode(bytes);
            headers.putAll(decoded.trailers());
            body = decoded.content();
        }
        return new Arrival(
                exchange.getRequestMethod(),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? Map.of() : Parameters.of(target.substring(mark + 1)),
                headers,
                body);
    }

    Request by(String service, Principal principal) {
        return new Request(service, "", principal, method, path, query, Map.of(), headers, body);
    }

    /** The request before anything of it is understood. */
    Request unasked() {
        return new Request("", "", NOBODY, method, path, query, Map.of(), headers, body);
    }

    /** For a request whose service is unknown: in which form its client most likely understands a refusal. */
    Protocol likelyProtocol() {
        if (headers.containsKey("x-amz-target")) {
            return new JsonProtocol("");
        }
        String type = headers.getOrDefault("content-type", "");
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return new QueryProtocol("");
        }
        return type.contains("json") ? new RestJson(List.of()) : new RestXml(request -> request);
    }
}
