package cloud.broom.it.way.contract;

import cloud.broom.aws.Aws;
import cloud.broom.aws.S3Parts;
import cloud.broom.local.template.Stack;
import cloud.broom.plan.Parts;
import cloud.broom.testkit.contract.PartsContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Parts in a bucket, under whatever names the contract gives them: as the operator, since a task may only write under runs/. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3PartsIT extends PartsContract {
    private final FreshStacks stacks;
    private Stack stack;
    private Aws aws;

    S3PartsIT(@TempDir Path folder) throws IOException {
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
    protected Parts parts() {
        return new S3Parts(aws.s3(), stack.physicalId("RecordBucket"));
    }
}
