package cloud.broom.it.way.contract;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.local.template.Stack;
import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.DaysContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is taken of a day in a table, as a task reaches it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoDaysIT extends DaysContract {
    private final FreshStacks stacks;
    private Stack stack;
    private Aws aws;

    DynamoDaysIT(@TempDir Path folder) throws IOException {
        stacks = new FreshStacks(folder);
    }

    @BeforeEach
    void deploy() {
        stack = stacks.deploy();
        aws = stacks.as("S3StaleObjectsFunction", stack);
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
