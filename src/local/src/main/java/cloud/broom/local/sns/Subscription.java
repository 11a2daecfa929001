package cloud.broom.local.sns;

import cloud.broom.local.pattern.EventPattern;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Someone who wants to hear of a topic. */
record Subscription(
        String arn, String topic, String protocol, String endpoint, boolean confirmed, Map<String, String> attributes) {
    Subscription {
        attributes = Map.copyOf(attributes);
    }

    boolean raw() {
        return "true".equals(attributes.get("RawMessageDelivery"));
    }

    Subscription with(Map<String, String> changed) {
        return new Subscription(arn, topic, protocol, endpoint, confirmed, changed);
    }

    /** Whether the subscription's filter policy lets the message through; a body that is not JSON passes no body filter. */
    boolean wants(Publication what) {
        Optional<String> policy = filter();
        if (policy.isEmpty()) {
            return true;
        }
        try {
            String subject = "MessageBody".equals(attributes.get("FilterPolicyScope")) ? what.message() : facts(what);
            return new EventPattern(policy.get()).matches(subject);
        } catch (JsonProcessingException | IllegalArgumentException notJson) {
            return false;
        }
    }

    /**
     * Checks a filter policy.
     *
     * @throws cloud.broom.local.wire.AwsError 400 InvalidParameter if it is none
     */
    static void checkFilter(String policy) {
        try {
            if (!isNone(policy)) {
                EventPattern ignored = new EventPattern(policy);
            }
        } catch (IllegalArgumentException e) {
            throw Publication.invalid("FilterPolicy: " + e.getMessage());
        }
    }

    /** An empty policy takes a filter away. */
    private static boolean isNone(String policy) {
        return policy.isEmpty() || policy.equals("{}");
    }

    private Optional<String> filter() {
        return Optional.ofNullable(attributes.get("FilterPolicy")).filter(policy -> !isNone(policy));
    }

    private static String facts(Publication what) throws JsonProcessingException {
        ObjectNode facts = Json.object();
        for (Map.Entry<String, Attribute> entry : what.attributes().entrySet()) {
            Attribute attribute = entry.getValue();
            if (attribute.type().equals("Number")) {
                facts.put(entry.getKey(), new BigDecimal(attribute.value()));
            } else if (attribute.type().equals("String.Array")) {
                JsonNode array = Json.read(attribute.value());
                facts.set(entry.getKey(), array);
            } else {
                facts.put(entry.getKey(), attribute.value());
            }
        }
        return Json.write(facts);
    }
}
