package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloud.broom.local.template.Stack;
import cloud.broom.local.template.TemplateRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

final class StackTest {
    private final Path folder;
    private final LocalCloud cloud =
            LocalCloud.builder(new MovableClock(ProbeStack.START)).start();

    StackTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void tellsWhatIsDeployed() throws IOException {
        try (ProbeStack probes = new ProbeStack(folder, Map.of("Greeting", "moin"));
                CloudFormationClient formation = Clients.cloudFormation(probes.cloud.operatorEnvironment())) {
            assertThat(probes.function()).matches("probes-Probe-[A-Z0-9]{12}");
            assertThat(probes.stack.outputs())
                    .containsEntry("Sources", "shop+bank")
                    .containsEntry("Function", probes.function());
            assertThat(formation.describeStacks(r -> r.stackName("probes")).stacks())
                    .singleElement()
                    .satisfies(stack -> {
                        assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
                        assertThat(stack.outputs())
                                .extracting(Output::outputKey)
                                .contains("Function", "Sources");
                    });
            assertThat(formation
                            .describeStackResources(r -> r.stackName("probes"))
                            .stackResources())
                    .anySatisfy(resource -> {
                        assertThat(resource.logicalResourceId()).isEqualTo("ProbeTick");
                        assertThat(resource.resourceType()).isEqualTo("AWS::Scheduler::Schedule");
                    });
            assertThatExceptionOfType(CloudFormationException.class)
                    .isThrownBy(() -> formation.describeStacks(r -> r.stackName("nothing")));
        }
    }

    @Test
    void deploysTheTemplateOfTheProduct() throws IOException {
        Stack stack = cloud.deploy(productTemplate(), "broom", Map.of("TargetBuckets", "logs,tmp"));

        assertThat(stack.physicalId("WatchdogFunction")).startsWith("broom-WatchdogFunction-");
        assertThat(stack.physicalId("EventBus")).isEqualTo("broom");
        try (SchedulerClient scheduler = Clients.scheduler(cloud.operatorEnvironment());
                DynamoDbClient dynamo = Clients.dynamoDb(cloud.operatorEnvironment())) {
            assertThat(scheduler.listSchedules(request -> {}).schedules())
                    .extracting(schedule -> String.valueOf(schedule.state()))
                    .containsExactlyInAnyOrder("DISABLED", "ENABLED");
            assertThat(dynamo.describeTable(r -> r.tableName(stack.physicalId("StateTable")))
                            .table()
                            .globalSecondaryIndexes())
                    .hasSize(3);
        }
        assertThat(cloud.roles().of(stack.physicalId("S3StaleObjectsFunctionRole")))
                .hasSize(3);
    }

    @Test
    void refusesParametersTheProductsTemplateWouldNotTake() throws IOException {
        Path template = productTemplate();

        for (Map<String, String> given : List.of(
                Map.of("SampleScheduleState", "ENABLED", "SampleBucket", "other"),
                Map.of("PartItems", "0"),
                Map.of("AlertEmail", "nobody"),
                Map.of("Unknown", "x"))) {
            assertThatExceptionOfType(TemplateRefusedException.class)
                    .isThrownBy(() -> cloud.deploy(template, "broom", given));
        }
    }

    private Path productTemplate() throws IOException {
        for (String zip : List.of(
                "functions/s3-stale-objects/target/s3-stale-objects.zip", "functions/watchdog/target/watchdog.zip")) {
            Files.createDirectories(folder.resolve(zip).resolveSibling("."));
            ProbeStack.pack(folder.resolve(zip));
        }
        return Files.copy(Path.of("../../template.yaml"), folder.resolve("template.yaml"));
    }
}
