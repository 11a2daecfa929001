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
import cloud.broom.run.StoreUnavailable;
import cloud.broom.testkit.contract.ControlsContract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Kill switch and exemptions in a table, as the operator: a task only reads them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoControlsIT extends ControlsContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.asOperator();

    @Override
    protected Controls controls() {
        return new DynamoControls(stack.aws().dynamoDb(), stack.table());
    }

    @Override
    protected void corrupt(String glob) {
        stack.aws().dynamoDb().putItem(put -> put.tableName(stack.table())
                .item(Map.of("pk", AttributeValue.fromS("EXEMPT"), "sk", AttributeValue.fromS(glob))));
    }

    @Test
    void aSwitchThatCannotBeUnderstoodIsNotTakenAsOff() {
        stack.aws().dynamoDb().putItem(put -> put.tableName(stack.table())
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
        try (Aws task = stack.clientsOf("S3StaleObjectsFunction")) {
            Controls its = new DynamoControls(task.dynamoDb(), stack.table());
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
