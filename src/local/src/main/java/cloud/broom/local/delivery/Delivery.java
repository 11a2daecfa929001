package cloud.broom.local.delivery;

import java.util.Map;
import java.util.Optional;

/**
 * A payload on its way.
 *
 * @param arn of the target
 * @param payload the text it is to have
 * @param attributes message attributes, where the target knows such
 * @param head for an event bus: type and source of the event; empty otherwise
 */
public record Delivery(String arn, String payload, Map<String, String> attributes, Optional<EventHead> head) {
    public Delivery {
        attributes = Map.copyOf(attributes);
    }

    public static Delivery of(String arn, String payload) {
        return new Delivery(arn, payload, Map.of(), Optional.empty());
    }

    public Delivery with(Map<String, String> messageAttributes) {
        return new Delivery(arn, payload, messageAttributes, head);
    }

    public Delivery as(EventHead event) {
        return new Delivery(arn, payload, attributes, Optional.of(event));
    }

    /** What an event says of itself. */
    public record EventHead(String source, String detailType) {}
}
