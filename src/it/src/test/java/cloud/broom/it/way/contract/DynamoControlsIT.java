package cloud.broom.it.way.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoControls;
import cloud.broom.control.Control;
import cloud.broom.control.Controls;
import cloud.broom.control.Exemptions;
import cloud.broom.it.RealTime;
import cloud.broom.job.JobName;
import cloud.broom.local.template.Stack;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.testkit.contract.ControlsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Kill switch and exemptions in a table, as the operator: a task only reads them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoControlsIT extends ControlsContract {
    private final FreshStacks stacks;
    private Stack stack;
    private Aws aws;

    DynamoControlsIT(@TempDir Path folder) throws IOException {
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
    protected Controls controls() {
        return new DynamoControls(aws.dynamoDb(), stack.physicalId("StateTable"));
    }

    @Override
    protected void corrupt(String glob) {
        aws.dynamoDb().putItem(put -> put.tableName(stack.physicalId("StateTable"))
                .item(Map.of("pk", AttributeValue.fromS("EXEMPT"), "sk", AttributeValue.fromS(glob))));
    }

    @Test
    void aSwitchThatCannotBeUnderstoodIsNotTakenAsOff() {
        aws.dynamoDb().putItem(put -> put.tableName(stack.physicalId("StateTable"))
                .item(Map.of(
                        "pk", AttributeValue.fromS("CONTROL"),
                        "sk", AttributeValue.fromS("V"),
                        "stoppedBy", AttributeValue.fromS("Ann"))));

        assertThatThrownBy(controls()::read)
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("row CONTROL V cannot be understood");
        controls().go("Ann", RealTime.CLOCK.instant());
        assertThat(controls().read()).isEqualTo(Control.NONE);
    }

    @Test
    void aTasksFunctionMayReadThem() {
        try (Aws task = stacks.as("S3StaleObjectsFunction", stack)) {
            Controls its = new DynamoControls(task.dynamoDb(), stack.physicalId("StateTable"));
            assertThat(its.read()).isEqualTo(Control.NONE);
            assertThat(its.exemptions().all()).isEmpty();
        }
    }

    @Test
    void aRowMadeByHandProtectsWhateverItsKeyMayMean() {
        corrupt("tidy#logs/a");

        Exemptions read = controls().exemptions();

        assertThat(read.covering(new JobName("other"), "logs/a", RealTime.CLOCK.instant()))
                .isPresent();
        assertThat(read.covering(new JobName("other"), "tidy#logs/a", RealTime.CLOCK.instant()))
                .isPresent();
    }
}
