package cloud.broom.it.way.contract;

import cloud.broom.aws.Aws;
import cloud.broom.aws.SqsDeadLetters;
import cloud.broom.testkit.contract.DeadLettersContract;
import cloud.broom.watch.DeadLetters;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The stack's queue, as the watchdog reaches it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SqsDeadLettersIT extends DeadLettersContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.as("WatchdogFunction");

    @Override
    protected DeadLetters letters() {
        return new SqsDeadLetters(stack.aws().sqs(), stack.physicalId("OnFailureQueue"));
    }

    @Override
    protected void send(String body, Map<String, String> attributes) {
        try (Aws operator = stack.operator()) {
            operator.sqs().sendMessage(send -> send.queueUrl(stack.physicalId("OnFailureQueue"))
                    .messageBody(body)
                    .messageAttributes(attributes.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue(entry.getValue())
                                    .build()))));
        }
    }
}
