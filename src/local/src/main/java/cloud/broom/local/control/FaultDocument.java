package cloud.broom.local.control;

import cloud.broom.local.fault.Fault;
import cloud.broom.local.fault.Faults;
import cloud.broom.local.fault.Trouble;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * A fault in JSON: {@code {"operation": "S3.DeleteObjects", "kind": "refuse", "status": 503, "code": "SlowDown", "times":
 * 2}}. Kinds are {@code refuse} (status, code), {@code refuse-item} (glob, code), {@code delay} (length, {@code PT2S}) and
 * {@code drop}. Without {@code times} it strikes until cleared; with {@code after} it lets that many calls pass first.
 */
record FaultDocument(String operation, Trouble trouble, int after, int times) {
    private static final Set<String> OF_EVERY_KIND = Set.of("operation", "kind", "after", "times");
    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "refuse", Set.of("status", "code"),
            "refuse-item", Set.of("glob", "code"),
            "delay", Set.of("length"),
            "drop", Set.of());

    /** Throws IllegalArgumentException that names the member which is wrong. */
    static FaultDocument read(JsonNode json) {
        String kind = json.path("kind").asText();
        Set<String> members = MEMBERS.get(kind);
        if (members == null) {
            throw new IllegalArgumentException("kind is none of " + MEMBERS.keySet() + ": '" + kind + "'");
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!members.contains(name) && !OF_EVERY_KIND.contains(name)) {
                throw new IllegalArgumentException("a fault of kind " + kind + " has no " + name);
            }
        }
        return new FaultDocument(
                json.path("operation").asText(),
                trouble(kind, json),
                number(json, "after", 0),
                number(json, "times", Faults.ALWAYS));
    }

    private static int number(JsonNode json, String member, int otherwise) {
        JsonNode number = json.path(member);
        if (!number.isMissingNode() && !number.canConvertToInt()) {
            throw new IllegalArgumentException(member + " is not a number: " + number);
        }
        return number.asInt(otherwise);
    }

    static ObjectNode write(Fault fault) {
        ObjectNode json = Json.object().put("operation", fault.operation()).put("struck", fault.struck());
        if (fault.after() > 0) {
            json.put("after", fault.after());
        }
        if (fault.times() != Faults.ALWAYS) {
            json.put("times", fault.times());
        }
        return fault.trouble()
                .match(
                        refuse -> json.put("kind", "refuse")
                                .put("status", refuse.status())
                                .put("code", refuse.code()),
                        item -> json.put("kind", "refuse-item")
                                .put("glob", item.glob())
                                .put("code", item.code()),
                        delay -> json.put("kind", "delay")
                                .put("length", delay.length().toString()),
                        drop -> json.put("kind", "drop"));
    }

    private static Trouble trouble(String kind, JsonNode json) {
        String code = json.path("code").asText();
        return switch (kind) {
            case "refuse" -> new Trouble.Refuse(json.path("status").asInt(), code);
            case "refuse-item" -> new Trouble.RefuseItem(json.path("glob").asText(), code);
            case "delay" -> new Trouble.Delay(length(json.path("length").asText()));
            default -> new Trouble.Drop();
        };
    }

    private static Duration length(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("length is not a duration such as PT2S: '" + text + "'", e);
        }
    }
}
