package cloud.broom.aws;

import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * An alert as SNS publishes it with a text for each protocol (docs.aws.amazon.com/sns/latest/api/API_Publish.html,
 * MessageStructure): people read {@code default}, chats {@code https}, programs {@code sqs} and {@code lambda}. Always within the
 * 262,144 bytes that SNS takes, as an alert is bounded.
 */
final class SnsMessage {
    static final String DEDUP_KEY = "dedupKey";

    /** A queue with raw delivery takes ten (docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html). */
    private static final List<String> FILTERED =
            List.of("job", "task", "state", "severity", "owner", "about", "incident", "escalated");

    private SnsMessage() {}

    static String body(Alert alert) {
        String program = json(alert).toString();
        String chat = ChatMessage.of(alert).toString();
        ObjectNode texts = Json.object();
        texts.put("default", alert.body());
        texts.put("email", alert.body());
        List.of("http", "https").forEach(protocol -> texts.put(protocol, chat));
        List.of("sqs", "lambda").forEach(protocol -> texts.put(protocol, program));
        return texts.toString();
    }

    /** What filter policies can tell alerts by. */
    static Map<String, MessageAttributeValue> attributes(Alert alert) {
        Map<String, String> chosen = new LinkedHashMap<>();
        FILTERED.forEach(
                name -> Optional.ofNullable(alert.attributes().get(name)).ifPresent(value -> chosen.put(name, value)));
        chosen.put(DEDUP_KEY, alert.id());
        return chosen.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(entry.getValue())
                        .build()));
    }

    /** The alert for programs; its fields are an interface, docs/alerts.md describes them. */
    static ObjectNode json(Alert alert) {
        ObjectNode json =
                Json.object().put("version", "1.0").put(DEDUP_KEY, alert.id()).put("subject", alert.subject());
        new TreeMap<>(alert.attributes()).forEach((name, value) -> {
            if (!json.has(name)) {
                json.put(name, value);
            }
        });
        lines(json.putArray("lead"), alert.lead());
        ArrayNode steps = json.putArray("steps");
        alert.steps()
                .forEach(step -> steps.addObject().put("label", step.label()).put("command", step.command()));
        lines(json.putArray("tail"), alert.tail());
        return json;
    }

    private static void lines(ArrayNode array, List<String> lines) {
        lines.forEach(array::add);
    }
}
