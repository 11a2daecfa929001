package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

final class MessagingTest {
    private final MovableClock clock = new MovableClock(ProbeStack.START);
    private final LocalCloud cloud = LocalCloud.builder(clock).start();
    private final SnsClient sns = Clients.sns(cloud.operatorEnvironment());
    private final SqsClient sqs = Clients.sqs(cloud.operatorEnvironment());
    private final String topic =
            sns.createTopic(request -> request.name("alerts")).topicArn();

    @AfterEach
    void close() {
        sns.close();
        sqs.close();
        cloud.close();
    }

    @Test
    void fansANotificationOutToQueues() {
        String first = queue("first");
        String second = queue("second");
        subscribe("first", Map.of());
        subscribe("second", Map.of("RawMessageDelivery", "true"));

        sns.publish(request -> request.topicArn(topic).subject("Broom").message("failed"));

        assertThat(cloud.awaitIdle(Duration.ofSeconds(10))).isTrue();
        assertThat(receive(first)).singleElement().satisfies(message -> assertThat(message.body())
                .contains("\"Type\":\"Notification\"", "\"Subject\":\"Broom\"", "\"Message\":\"failed\"")
                .contains("\"TopicArn\":\"" + topic + "\"", "\"Timestamp\":\"2026-03-28T10:00:00.000Z\""));
        assertThat(receive(second)).extracting(Message::body).containsExactly("failed");
    }

    @Test
    void filtersByAttributes() {
        String queue = queue("some");
        subscribe("some", Map.of("FilterPolicy", "{\"level\":[\"error\"],\"count\":[{\"numeric\":[\">\",1]}]}"));

        publish("kept", "error", "2");
        publish("few", "error", "1");
        publish("mild", "info", "2");

        assertThat(cloud.awaitIdle(Duration.ofSeconds(10))).isTrue();
        assertThat(receive(queue)).singleElement().satisfies(message -> assertThat(message.body())
                .contains("\"Message\":\"kept\""));
    }

    @Test
    void sendsEachProtocolItsText() {
        String queue = queue("own");
        subscribe("own", Map.of("RawMessageDelivery", "true"));

        sns.publish(request -> request.topicArn(topic)
                .messageStructure("json")
                .message("{\"default\":\"for all\",\"sqs\":\"for queues\"}"));

        assertThat(cloud.awaitIdle(Duration.ofSeconds(10))).isTrue();
        assertThat(receive(queue)).extracting(Message::body).containsExactly("for queues");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "straße", " blank first", ""})
    void refusesASubjectThatMailCannotHave(String subject) {
        assertThatThrownBy(() -> sns.publish(
                        request -> request.topicArn(topic).subject(subject).message("m")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatThrownBy(() -> sns.publish(request ->
                        request.topicArn(topic).subject("x".repeat(100)).message("m")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> sns.publish(request -> request.topicArn(topic).message("x".repeat(262_145))))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() ->
                        sns.publish(request -> request.topicArn(topic + "x").message("m")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void leavesAnEMailSubscriptionPending() {
        sns.subscribe(request -> request.topicArn(topic).protocol("email").endpoint("ops@example.com"));

        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(topic))
                        .subscriptions())
                .singleElement()
                .satisfies(one -> assertThat(one.subscriptionArn()).isEqualTo("PendingConfirmation"));
        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .containsEntry("SubscriptionsPending", "1")
                .containsEntry("SubscriptionsConfirmed", "0");
    }

    @Test
    void callsNobodyBeyondLoopback() {
        assertThatThrownBy(() -> sns.subscribe(
                        request -> request.topicArn(topic).protocol("https").endpoint("https://example.com/hook")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void publishesABatchEntryByEntry() {
        PublishBatchResponse response = sns.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder()
                                .id("good")
                                .message("m")
                                .build(),
                        PublishBatchRequestEntry.builder()
                                .id("bad")
                                .message("m")
                                .subject("a\nb")
                                .build()));

        assertThat(response.successful()).extracting(entry -> entry.id()).containsExactly("good");
        assertThat(response.failed()).extracting(entry -> entry.id()).containsExactly("bad");
    }

    @Test
    void hidesAReceivedMessageForItsVisibilityTimeout() {
        String queue = queue("hidden");
        sqs.sendMessage(request -> request.queueUrl(queue)
                .messageBody("work")
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("ö")
                                .build())));

        Message taken = sqs.receiveMessage(request ->
                        request.queueUrl(queue).messageAttributeNames("All").visibilityTimeout(60))
                .messages()
                .get(0);
        assertThat(taken.messageAttributes().values())
                .extracting(MessageAttributeValue::stringValue)
                .containsExactly("ö");
        assertThat(receive(queue)).isEmpty();
        assertThat(counts(queue)).containsExactly("0", "1");
        clock.advance(Duration.ofSeconds(61));
        Message again = receive(queue).get(0);
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(again.receiptHandle()));
        assertThat(counts(queue)).containsExactly("0", "0");
    }

    @Test
    void movesAMessageNobodyDeletesToTheDeadLetters() {
        String dead = queue("dead");
        String queue = queue("alive");
        sqs.setQueueAttributes(
                request -> request.queueUrl(queue)
                        .attributes(
                                Map.of(
                                        QueueAttributeName.REDRIVE_POLICY,
                                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:dead\",\"maxReceiveCount\":\"2\"}")));
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("poison"));

        for (int i = 0; i < 2; i++) {
            assertThat(receive(queue)).hasSize(1);
            clock.advance(Duration.ofSeconds(31));
        }

        assertThat(receive(queue)).isEmpty();
        assertThat(receive(dead)).extracting(Message::body).containsExactly("poison");
    }

    @Test
    void refusesAQueueThatIsNotThere() {
        assertThatThrownBy(() -> sqs.getQueueUrl(request -> request.queueName("nowhere")))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void deletesAndSendsInBatches() {
        String queue = queue("batch");
        assertThat(sqs.sendMessageBatch(request -> request.queueUrl(queue)
                                .entries(
                                        SendMessageBatchRequestEntry.builder()
                                                .id("1")
                                                .messageBody("a")
                                                .build(),
                                        SendMessageBatchRequestEntry.builder()
                                                .id("2")
                                                .messageBody("b")
                                                .build()))
                        .successful())
                .hasSize(2);
        List<Message> messages = receive(queue);
        sqs.deleteMessageBatch(request -> request.queueUrl(queue)
                .entries(
                        DeleteMessageBatchRequestEntry.builder()
                                .id("1")
                                .receiptHandle(messages.get(0).receiptHandle())
                                .build(),
                        DeleteMessageBatchRequestEntry.builder()
                                .id("2")
                                .receiptHandle(messages.get(1).receiptHandle())
                                .build()));
        assertThat(counts(queue)).containsExactly("0", "0");
        assertThat(sqs.listQueues().queueUrls()).containsExactly(queue);
    }

    private void publish(String message, String level, String count) {
        sns.publish(request -> request.topicArn(topic)
                .message(message)
                .messageAttributes(Map.of(
                        "level", attribute("String", level),
                        "count", attribute("Number", count))));
    }

    private static software.amazon.awssdk.services.sns.model.MessageAttributeValue attribute(
            String type, String value) {
        return software.amazon.awssdk.services.sns.model.MessageAttributeValue.builder()
                .dataType(type)
                .stringValue(value)
                .build();
    }

    private String queue(String name) {
        return sqs.createQueue(request -> request.queueName(name)).queueUrl();
    }

    private void subscribe(String queue, Map<String, String> attributes) {
        sns.subscribe(request -> request.topicArn(topic)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:us-east-1:123456789012:" + queue)
                .attributes(attributes));
    }

    private List<Message> receive(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
    }

    private List<String> counts(String queue) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return List.of(
                attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, ""),
                attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, ""));
    }
}
