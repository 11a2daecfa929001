package cloud.broom.local.sns;

import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The forms in which a notification reaches its subscribers. Signatures are placeholders: there is no key to sign with. */
final class Envelope {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Envelope() {}

    /** What an SQS queue or an HTTP endpoint gets. */
    static ObjectNode notification(Publication what, Subscription to) {
        return head(what, to).put("SigningCertURL", "local").put("UnsubscribeURL", "local:" + to.arn());
    }

    /** What a Lambda function gets; the same, with two names spelt otherwise. */
    static ObjectNode lambdaEvent(Publication what, Subscription to) {
        ObjectNode event = Json.object();
        event.putArray("Records")
                .addObject()
                .put("EventSource", "aws:sns")
                .put("EventVersion", "1.0")
                .put("EventSubscriptionArn", to.arn())
                .set("Sns", head(what, to).put("SigningCertUrl", "local").put("UnsubscribeUrl", "local:" + to.arn()));
        return event;
    }

    private static ObjectNode head(Publication what, Subscription to) {
        ObjectNode head = Json.object()
                .put("Type", "Notification")
                .put("MessageId", what.id())
                .put("TopicArn", what.topic());
        what.subject().ifPresent(subject -> head.put("Subject", subject));
        head.put("Message", what.text(to.protocol()))
                .put("Timestamp", MILLIS.format(what.at()))
                .put("SignatureVersion", "1")
                .put("Signature", "local");
        if (!what.attributes().isEmpty()) {
            ObjectNode attributes = head.putObject("MessageAttributes");
            what.attributes().forEach((name, attribute) -> attributes
                    .putObject(name)
                    .put("Type", attribute.type())
                    .put("Value", attribute.value()));
        }
        return head;
    }
}
