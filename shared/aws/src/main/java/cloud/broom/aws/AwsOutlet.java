package cloud.broom.aws;

import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Event;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Outlet;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Alerts to an SNS topic, with attributes to filter by and the dedup key among them; events to an EventBridge bus. */
public final class AwsOutlet implements Outlet {
    private final Aws aws;
    private final String topic;
    private final String bus;

    /** For the topic's ARN and the bus's name; no client is built before the first notice of its kind. */
    public AwsOutlet(Aws aws, String topic, String bus) {
        this.aws = aws;
        this.topic = topic;
        this.bus = bus;
    }

    @Override
    public void deliver(Notice notice) {
        try {
            notice.match(this::publish, this::put);
        } catch (SdkException unanswered) {
            throw new Undelivered(notice.id() + ": " + unanswered.getMessage(), unanswered);
        }
    }

    private String publish(Alert alert) {
        SnsClient sns = aws.sns();
        Map<String, MessageAttributeValue> attributes =
                alert.with("dedupKey", alert.id()).attributes().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(entry.getValue())
                                .build()));
        return sns.publish(publish -> publish.topicArn(topic)
                        .subject(alert.subject())
                        .message(alert.body())
                        .messageAttributes(attributes))
                .messageId();
    }

    private String put(Event event) {
        EventBridgeClient bridge = aws.eventBridge();
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source("broom")
                .detailType(event.detailType())
                .detail(Json.write(event.published()))
                .build();
        PutEventsResponse response = bridge.putEvents(put -> put.entries(entry));
        if (response.failedEntryCount() > 0) {
            String code = response.entries().get(0).errorCode();
            throw new Undelivered(
                    event.id() + ": bus " + bus + " refused it: " + code, new IllegalStateException(code));
        }
        return response.entries().get(0).eventId();
    }
}
