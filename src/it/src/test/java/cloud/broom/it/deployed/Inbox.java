package cloud.broom.it.deployed;

import cloud.broom.it.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue subscribed to the alert topic: what it gets is what a person would have got. */
record Inbox(SqsClient sqs, String url, List<String> seen) implements AutoCloseable {
    static Inbox subscribedTo(Cloud cloud, String topic, String name) {
        String url = cloud.sqs().createQueue(queue -> queue.queueName(name)).queueUrl();
        String arn = cloud.sqs()
                .getQueueAttributes(queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        cloud.sqs().setQueueAttributes(queue -> queue.queueUrl(url)
                .attributes(Map.of(QueueAttributeName.POLICY, letIn(topic, String.valueOf(arn)))));
        cloud.sns().subscribe(to -> to.topicArn(topic).protocol("sqs").endpoint(arn));
        return new Inbox(cloud.sqs(), url, new ArrayList<>());
    }

    /** Waits for a message with that text in it. */
    String expect(String text, Duration within) throws InterruptedException {
        return Await.atMost(within, "an alert with " + text, () -> {
            sqs.receiveMessage(ask -> ask.queueUrl(url).maxNumberOfMessages(10)).messages().stream()
                    .map(Message::body)
                    .forEach(seen::add);
            return seen.stream().filter(body -> body.contains(text)).findFirst();
        });
    }

    @Override
    public void close() {
        sqs.deleteQueue(queue -> queue.queueUrl(url));
    }

    private static String letIn(String topic, String queue) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
                 "Action": "sqs:SendMessage", "Resource": "%s", "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}]}
                """
                .formatted(queue, topic);
    }
}
