package cloud.broom.it.way.contract;

import cloud.broom.aws.DynamoNotices;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.notice.Notices;
import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.NoticesContract;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The notices of a table, as the watchdog reaches them, which alone may ask what is due. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoNoticesIT extends NoticesContract {
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
