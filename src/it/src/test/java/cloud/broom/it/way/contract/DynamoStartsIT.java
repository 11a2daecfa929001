package cloud.broom.it.way.contract;

import cloud.broom.aws.DynamoRuns;
import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.StartsContract;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is taken of a day in a table, as a task reaches it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoStartsIT extends StartsContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.as("S3StaleObjectsFunction");

    @Override
    protected Runs runs() {
        return new DynamoRuns(stack.aws().dynamoDb(), stack.table());
    }
}
