package cloud.broom.it.way.contract;

import cloud.broom.aws.DynamoNotices;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.notice.Notices;
import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.HealthContract;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How jobs have fared, in a table, as those who look after it reach it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoHealthIT extends HealthContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.asOperator();

    @Override
    protected Runs runs() {
        return new DynamoRuns(stack.aws().dynamoDb(), stack.table());
    }

    @Override
    protected Notices notices() {
        return new DynamoNotices(stack.aws().dynamoDb(), stack.table());
    }
}
