package cloud.broom.it.way.contract;

import cloud.broom.aws.DynamoFacts;
import cloud.broom.fact.Facts;
import cloud.broom.testkit.contract.FactsContract;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Facts in a table, as the operator: a task finds and keeps them, but only a person lists them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoFactsIT extends FactsContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.asOperator();

    @Override
    protected Facts facts() {
        return new DynamoFacts(stack.aws().dynamoDb(), stack.table());
    }
}
