package cloud.broom.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** What a service answers. */
public record Reply(int status, Map<String, String> headers, Body body) {
    public Reply {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("not an HTTP status: " + status);
        }
        headers = Map.copyOf(headers);
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), Body.EMPTY);
    }

    /** The form of JSON 1.0 and 1.1; clients do not tell them apart. */
    public static Reply json(int status, JsonNode tree) {
        return new Reply(status, Map.of("Content-Type", "application/x-amz-json-1.1"), Body.of(Json.write(tree)));
    }

    public static Reply xml(int status, String document) {
        return new Reply(status, Map.of("Content-Type", "application/xml"), Body.of(document));
    }

    public Reply with(String header, String value) {
        return with(Map.of(header, value));
    }

    public Reply with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
    }
}
