package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Outlet;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An alert somebody asks for, to see that alerts arrive. It goes the way of every other from here on: whoever tells it needs the
 * same permissions, topic and key. It is not kept: whether it was taken is the answer.
 *
 * @param by who asks for it
 */
public record TestAlert(Alert.Severity severity, String by) {
    private static final String ORDER = "test-alert";
    private static final int BY_CHARS = 200;

    public TestAlert {
        Refused.when(by.isBlank() || by.length() > BY_CHARS, "by", "has to be 1 to " + BY_CHARS + " characters");
    }

    /**
     * What a payload asks for, if it is a test alert: {@code {"order": "test-alert", "severity": "WARNING", "by": "ann"}}.
     *
     * @throws Refused if it is one that cannot be
     */
    public static Optional<TestAlert> read(String payload) {
        JsonNode json = Json.parse(payload, "payload");
        return Optional.of(json)
                .filter(node -> ORDER.equals(node.path("order").asText()))
                .map(node -> new TestAlert(
                        severity(node.path("severity").asText(Alert.Severity.INFO.name())),
                        node.path("by").asText()));
    }

    /** Tells it, once. */
    public Told tell(Outlet outlet, Invocation here) {
        Alert alert = new Alert(
                ORDER + "." + here.requestId(),
                "[TEST] Broom alert of severity " + severity,
                List.of(
                        "This is a test: nothing happened, and nothing has to be done.",
                        "Whoever reads it hears of alerts of this severity."),
                List.of(new Alert.Step("Look", "broom alerts ls")),
                List.of("Asked for by " + by),
                Map.of("state", "TEST", "severity", severity.name()));
        try {
            outlet.deliver(alert);
            return new Told(alert.id(), Optional.empty());
        } catch (Outlet.Undelivered refused) {
            return new Told(alert.id(), Optional.of(String.valueOf(refused.getMessage())));
        }
    }

    private static Alert.Severity severity(String name) {
        return Arrays.stream(Alert.Severity.values())
                .filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "severity", "is not '" + name + "': allowed are " + Arrays.toString(Alert.Severity.values())));
    }

    /**
     * What came of it.
     *
     * @param error if it was not taken
     */
    public record Told(String dedupKey, Optional<String> error) {}
}
