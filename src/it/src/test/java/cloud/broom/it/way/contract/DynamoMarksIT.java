package cloud.broom.it.way.contract;

import cloud.broom.aws.DynamoMarks;
import cloud.broom.fact.Marks;
import cloud.broom.testkit.contract.MarksContract;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Marks in a table, under the role that a task has: it is who keeps them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoMarksIT extends MarksContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.as("S3StaleObjectsFunction");

    @Override
    protected Marks marks() {
        return new DynamoMarks(stack.aws().dynamoDb(), stack.table());
    }
}
