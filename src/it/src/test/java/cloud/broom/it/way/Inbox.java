package cloud.broom.it.way;

import cloud.broom.aws.Aws;
import cloud.broom.it.Await;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue subscribed to the alert topic: what it gets is what a person would have got. */
record Inbox(SqsClient sqs, String url, List<Alert> seen) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    static Inbox subscribedTo(Aws aws, String topic, String name) {
        SqsClient sqs = aws.configured(SqsClient.builder(), "SQS").build();
        String url = sqs.createQueue(queue -> queue.queueName(name)).queueUrl();
        String arn = String.valueOf(
                sqs.getQueueAttributes(queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
        sqs.setQueueAttributes(
                queue -> queue.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, letIn(topic, arn))));
        aws.sns().subscribe(to -> to.topicArn(topic).protocol("sqs").endpoint(arn));
        return new Inbox(sqs, url, new ArrayList<>());
    }

    /** Waits for the alert of a run. */
    Alert expect(String run) throws InterruptedException {
        return Await.atMost(PATIENCE, "an alert of run " + run, () -> {
            for (Message message : sqs.receiveMessage(
                            ask -> ask.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                    .messages()) {
                seen.add(Alert.of(message.body()));
            }
            return seen.stream().filter(alert -> alert.body().contains(run)).findFirst();
        });
    }

    private static String letIn(String topic, String queue) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
                 "Action": "sqs:SendMessage", "Resource": "%s", "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}]}
                """
                .formatted(queue, topic);
    }

    /** What SNS has made of an alert. */
    record Alert(JsonNode envelope) {
        static Alert of(String body) throws JsonProcessingException {
            return new Alert(JSON.readTree(body));
        }

        String subject() {
            return envelope.path("Subject").asText();
        }

        /** The alert as a person reads it, of the JSON that a queue gets. */
        String body() {
            JsonNode message = message();
            List<String> lines = new ArrayList<>();
            message.path("lead").forEach(line -> lines.add(line.asText()));
            message.path("steps")
                    .forEach(step -> lines.add(step.path("label").asText() + ": "
                            + step.path("command").asText()));
            message.path("tail").forEach(line -> lines.add(line.asText()));
            return String.join("\n", lines);
        }

        JsonNode message() {
            try {
                return JSON.readTree(envelope.path("Message").asText());
            } catch (JsonProcessingException noAlert) {
                return JSON.missingNode();
            }
        }

        String attribute(String name) {
            return envelope.path("MessageAttributes").path(name).path("Value").asText();
        }
    }
}
