package cloud.broom.it.way.contract;

import cloud.broom.aws.DynamoNotices;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.notice.Notices;
import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.RunsContract;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs in a table, as a task reaches it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoRunsIT extends RunsContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.as("S3StaleObjectsFunction");

    @Override
    protected Runs runs() {
        return new DynamoRuns(stack.aws().dynamoDb(), stack.table());
    }

    @Override
    protected Notices notices() {
        return new DynamoNotices(stack.aws().dynamoDb(), stack.table());
    }
}
