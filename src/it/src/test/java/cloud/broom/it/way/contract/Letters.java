package cloud.broom.it.way.contract;

import cloud.broom.aws.Aws;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue that hears of what a filter policy lets through to it, and of every event of the stack's bus. */
final class Letters {
    private final SqsClient sqs;
    private final String url;
    private final List<JsonNode> seen = new ArrayList<>();
    private int expected;

    private Letters(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    static Letters of(FreshStack stack, String name, String filter) {
        Aws aws = stack.aws();
        SqsClient sqs = aws.configured(SqsClient.builder(), "SQS").build();
        String url = sqs.createQueue(
                        queue -> queue.queueName(name + "-" + stack.topic().hashCode()))
                .queueUrl();
        String arn = String.valueOf(
                sqs.getQueueAttributes(queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
        sqs.setQueueAttributes(queue -> queue.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, letIn(arn))));
        aws.sns().subscribe(to -> to.topicArn(stack.topic())
                .protocol("sqs")
                .endpoint(arn)
                .attributes(Map.of("FilterPolicy", filter)));
        aws.eventBridge()
                .putRule(rule -> rule.name(name).eventBusName(stack.bus()).eventPattern("{\"source\":[\"broom\"]}"));
        aws.eventBridge().putTargets(targets -> targets.rule(name)
                .eventBusName(stack.bus())
                .targets(Target.builder().id("letters").arn(arn).build()));
        return new Letters(sqs, url);
    }

    void expectOneMore() {
        expected++;
    }

    int expected() {
        return expected;
    }

    /** What has arrived by now: an alert's body, an event's detail. */
    List<String> arrived() {
        return messages().stream().map(Letters::read).toList();
    }

    /** What has arrived by now, as it stands. */
    List<JsonNode> messages() {
        sqs.receiveMessage(ask -> ask.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                .messages()
                .forEach(message -> {
                    seen.add(Json.parse(message.body(), "message"));
                    sqs.deleteMessage(gone -> gone.queueUrl(url).receiptHandle(message.receiptHandle()));
                });
        return List.copyOf(seen);
    }

    private static String read(JsonNode message) {
        if (message.has("detail")) {
            return message.path("detail").toString();
        }
        JsonNode alert = Json.parse(message.path("Message").asText(), "alert");
        List<String> lines = new ArrayList<>();
        alert.path("lead").forEach(line -> lines.add(line.asText()));
        alert.path("steps")
                .forEach(step -> lines.add(step.path("label").asText() + ": "
                        + step.path("command").asText()));
        alert.path("tail").forEach(line -> lines.add(line.asText()));
        return String.join("\n", lines);
    }

    private static String letIn(String queue) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                 "Principal": {"Service": ["sns.amazonaws.com", "events.amazonaws.com"]},
                 "Action": "sqs:SendMessage", "Resource": "%s"}]}
                """
                .formatted(queue);
    }
}
