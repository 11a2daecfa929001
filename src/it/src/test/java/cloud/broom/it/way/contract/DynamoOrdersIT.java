package cloud.broom.it.way.contract;

import cloud.broom.aws.DynamoNotices;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.notice.Notices;
import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.OrdersContract;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The agenda in a table, as the watchdog, which alone may ask for it, reaches it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoOrdersIT extends OrdersContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.as("WatchdogFunction");

    @Override
    protected Runs runs() {
        return new DynamoRuns(stack.aws().dynamoDb(), stack.table());
    }

    @Override
    protected Notices notices() {
        return new DynamoNotices(stack.aws().dynamoDb(), stack.table());
    }
}
