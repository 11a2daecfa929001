package cloud.broom.cli.stack;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A line that a function has logged.
 *
 * @param id CloudWatch's own, by which a line seen before is known again
 * @param json the line itself; an object with nothing but a message if it was none
 */
public record LogLine(String id, Instant at, JsonNode json) {
    static LogLine of(String id, long epochMillis, String text) {
        JsonNode json;
        try {
            json = Json.parse(text, "log line");
        } catch (Refused noJson) {
            json = Json.object().put("message", text);
        }
        return new LogLine(id, Instant.ofEpochMilli(epochMillis), json);
    }

    /** Whether it carries metrics, for CloudWatch rather than for a reader. */
    public boolean metrics() {
        return json.has("_aws");
    }

    public String level() {
        return json.path("level").asText();
    }

    public String message() {
        return json.path("message").asText();
    }

    /** The stack trace, if an error was logged. */
    public String error() {
        return json.path("error").asText();
    }
}
