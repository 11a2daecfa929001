package cloud.broom.it.way.contract;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.local.template.Stack;
import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.OrdersContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The agenda in a table, as the watchdog, which alone may ask for it, reaches it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoOrdersIT extends OrdersContract {
    private final FreshStacks stacks;
    private Stack stack;
    private Aws aws;

    DynamoOrdersIT(@TempDir Path folder) throws IOException {
        stacks = new FreshStacks(folder);
    }

    @BeforeEach
    void deploy() {
        stack = stacks.deploy();
        aws = stacks.as("WatchdogFunction", stack);
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
    protected Runs runs() {
        return new DynamoRuns(aws.dynamoDb(), stack.physicalId("StateTable"));
    }
}
