package cloud.broom.it.deployed;

import cloud.broom.it.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue that a test reads: what it gets is what a person, or a program of a user's, would have got. */
record Inbox(SqsClient sqs, String url, String arn, List<String> seen) implements AutoCloseable {
    /** Of the alert topic. */
    static Inbox subscribedTo(Cloud cloud, String topic, String name) {
        Inbox inbox = open(cloud, name, "sns.amazonaws.com", topic);
        cloud.sns().subscribe(to -> to.topicArn(topic).protocol("sqs").endpoint(inbox.arn));
        return inbox;
    }

    /** Of whatever that service sends there in the name of that source. */
    static Inbox open(Cloud cloud, String name, String service, String source) {
        SqsClient sqs = cloud.sqs();
        String url = sqs.createQueue(queue -> queue.queueName(name)).queueUrl();
        String arn = String.valueOf(
                sqs.getQueueAttributes(queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
        sqs.setQueueAttributes(queue ->
                queue.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, letIn(service, source, arn))));
        return new Inbox(sqs, url, arn, new ArrayList<>());
    }

    /** Waits for a message with that text in it. */
    String expect(String text, Duration within) throws InterruptedException {
        return expect("a message with " + text, body -> body.contains(text), within);
    }

    /** Waits for a message of that kind. */
    String expect(String what, Predicate<String> which, Duration within) throws InterruptedException {
        return Await.atMost(within, what, () -> {
            receive();
            return first(which);
        });
    }

    /** All that has arrived. */
    List<String> all() {
        while (receive() > 0) {
            // Until there is no more: an answer holds ten at most.
        }
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        sqs.deleteQueue(queue -> queue.queueUrl(url));
    }

    private Optional<String> first(Predicate<String> which) {
        return seen.stream().filter(which).findFirst();
    }

    private int receive() {
        List<Message> messages = sqs.receiveMessage(ask -> ask.queueUrl(url).maxNumberOfMessages(10))
                .messages();
        for (Message message : messages) {
            seen.add(message.body());
            sqs.deleteMessage(done -> done.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
        return messages.size();
    }

    private static String letIn(String service, String source, String queue) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "%s"},
                 "Action": "sqs:SendMessage", "Resource": "%s", "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}]}
                """
                .formatted(service, queue, source);
    }
}
