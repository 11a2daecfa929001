package cloud.broom.local.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One message in a queue; guarded by its queue. */
final class Message {
    final String id;
    final String body;
    final ObjectNode attributes;
    final Instant sent;
    Instant visible;
    Instant firstReceived = Instant.EPOCH;
    int receives;
    String handle = "";

    Message(String id, String body, ObjectNode attributes, Instant sent, Instant visible) {
        this.id = id;
        this.body = body;
        this.attributes = attributes;
        this.sent = sent;
        this.visible = visible;
    }
}
