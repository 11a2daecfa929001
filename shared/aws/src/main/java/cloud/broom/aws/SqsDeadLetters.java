package cloud.broom.aws;

import cloud.broom.watch.DeadLetters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The stack's queue of calls that were given up. */
public final class SqsDeadLetters implements DeadLetters {
    private static final int MOST = 10;
    /** Longer than a pass lasts: two passes do not deal with the same message at once. */
    private static final int HIDDEN_SECONDS = 90;

    private final SqsClient sqs;
    private final String queue;

    /** For the queue's URL. */
    public SqsDeadLetters(SqsClient sqs, String queue) {
        this.sqs = sqs;
        this.queue = queue;
    }

    @Override
    public List<Message> receive() {
        try {
            return sqs
                    .receiveMessage(receive -> receive.queueUrl(queue)
                            .maxNumberOfMessages(MOST)
                            .visibilityTimeout(HIDDEN_SECONDS)
                            .messageAttributeNames("All"))
                    .messages()
                    .stream()
                    .map(SqsDeadLetters::message)
                    .toList();
        } catch (SdkException refused) {
            throw new Unanswered("queue " + queue, refused);
        }
    }

    @Override
    public void delete(Message message) {
        try {
            sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.handle()));
        } catch (SdkException refused) {
            throw new Unanswered("queue " + queue, refused);
        }
    }

    private static Message message(software.amazon.awssdk.services.sqs.model.Message message) {
        return new Message(
                message.messageId(),
                message.receiptHandle(),
                Optional.ofNullable(message.body()).orElse(""),
                message.messageAttributes().entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey(), entry -> text(entry.getValue()))));
    }

    private static String text(MessageAttributeValue value) {
        return Optional.ofNullable(value.stringValue()).orElse("");
    }
}
