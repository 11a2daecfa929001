package cloud.broom.cli.demo;

import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue subscribed to the alert topic, as a team's own would be. */
final class Mailbox {
    private static final int LOOKS = 10;
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final String POLICY =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
             "Action": "sqs:SendMessage", "Resource": "%s", "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}]}
            """;

    private final SqsClient sqs;
    private final String url;

    private Mailbox(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    static Mailbox subscribed(String name, SqsClient sqs, SnsClient sns, String topic) {
        String url = sqs.createQueue(create -> create.queueName(name)).queueUrl();
        String arn = sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        sqs.setQueueAttributes(
                set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, POLICY.formatted(arn, topic))));
        sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("sqs").endpoint(arn));
        return new Mailbox(sqs, url);
    }

    /** The next alert, if one comes within some seconds. */
    Optional<Received> next() {
        for (int i = 0; i < LOOKS; i++) {
            List<Message> messages = sqs.receiveMessage(receive ->
                            receive.queueUrl(url).maxNumberOfMessages(1).waitTimeSeconds((int) EACH.toSeconds()))
                    .messages();
            if (!messages.isEmpty()) {
                Message message = messages.get(0);
                sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
                JsonNode envelope = Json.parse(message.body(), "message of queue " + url);
                return Optional.of(new Received(
                        envelope.path("Subject").asText(),
                        text(envelope.path("Message").asText())));
            }
        }
        return Optional.empty();
    }

    /** What a person would have read, of the JSON that a queue gets. */
    private static String text(String message) {
        JsonNode alert = Json.parse(message, "alert");
        List<String> lines = new ArrayList<>();
        alert.path("lead").forEach(line -> lines.add(line.asText()));
        alert.path("steps")
                .forEach(step -> lines.add(step.path("label").asText() + ": "
                        + step.path("command").asText()));
        alert.path("tail").forEach(line -> lines.add(line.asText()));
        return String.join("\n", lines);
    }

    /** An alert as it arrived. */
    record Received(String subject, String body) {}
}
