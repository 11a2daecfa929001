package cloud.broom.it.way.contract;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoMarks;
import cloud.broom.fact.Marks;
import cloud.broom.local.template.Stack;
import cloud.broom.testkit.contract.MarksContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Marks in a table, under the role that a task has: it is who keeps them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoMarksIT extends MarksContract {
    private final FreshStacks stacks;
    private Stack stack;
    private Aws aws;

    DynamoMarksIT(@TempDir Path folder) throws IOException {
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
    protected Marks marks() {
        return new DynamoMarks(aws.dynamoDb(), stack.physicalId("StateTable"));
    }
}
