package cloud.broom.it.way.contract;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoFacts;
import cloud.broom.fact.Facts;
import cloud.broom.local.template.Stack;
import cloud.broom.testkit.contract.FactsContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Facts in a table, as the operator: a task finds and keeps them, but only a person lists them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoFactsIT extends FactsContract {
    private final FreshStacks stacks;
    private Stack stack;
    private Aws aws;

    DynamoFactsIT(@TempDir Path folder) throws IOException {
        stacks = new FreshStacks(folder);
    }

    @BeforeEach
    void deploy() {
        stack = stacks.deploy();
        aws = stacks.asOperator();
    }

    @AfterEach
    void disconnect() {
        aws.close();
    }

    @AfterAll
    void close() {
        stacks.close();
    }

    @Override
    protected Facts facts() {
        return new DynamoFacts(aws.dynamoDb(), stack.physicalId("StateTable"));
    }
}
