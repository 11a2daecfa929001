package cloud.broom.ecsstoppedtasks;

import static cloud.broom.ecsstoppedtasks.FakeEcs.CLUSTER;
import static cloud.broom.ecsstoppedtasks.Given.params;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.task.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** How a stopped task is run again, and how often at most. */
final class RestartingTest {
    private static final String NETWORK =
            "'networkConfiguration': {'subnets': ['subnet-1'], 'securityGroups': ['sg-1'], 'assignPublicIp': true}";

    private final Given given = new Given();

    @Test
    void aTaskIsRunAsItWasRun() {
        TaskOverride overrides = TaskOverride.builder()
                .containerOverrides(ContainerOverride.builder()
                        .name("app")
                        .command("report", "--day", "1")
                        .build())
                .build();
        String arn = given.ecs.stopped("0123abcd", task -> task.group("nightly")
                .overrides(overrides)
                .platformVersion("1.4.0")
                .enableExecuteCommand(true)
                .tags(tag("team", "x"), tag("aws:ecs:clusterName", "prod")));

        Outcome outcome = restarted(params(), arn);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(outcome.receipt()).contains(FakeEcs.ACCOUNT + "task/prod/new1");
        RunTaskRequest run = run();
        assertThat(run.cluster()).isEqualTo(CLUSTER);
        assertThat(run.taskDefinition()).isEqualTo(FakeEcs.ACCOUNT + "task-definition/app:7");
        assertThat(run.overrides()).isEqualTo(overrides);
        assertThat(run.group()).isEqualTo("nightly");
        assertThat(run.tags()).as("tags of AWS's own cannot be given").containsExactly(tag("team", "x"));
        assertThat(run.enableECSManagedTags()).isTrue();
        assertThat(run.enableExecuteCommand()).isTrue();
        assertThat(run.launchType()).isEqualTo(LaunchType.FARGATE);
        assertThat(run.platformVersion()).isEqualTo("1.4.0");
        assertThat(run.count()).isEqualTo(1);
    }

    @Test
    void aTaskIsPutWhereTheJobSaysAndTellsInWhosePlaceItIs() {
        restarted(params(NETWORK), given.ecs.stopped("0123abcd", task -> {}));

        assertThat(run().startedBy()).isEqualTo("broom/0123abcd").matches("[A-Za-z0-9/_-]{1,128}");
        assertThat(run().networkConfiguration().awsvpcConfiguration()).satisfies(vpc -> {
            assertThat(vpc.subnets()).containsExactly("subnet-1");
            assertThat(vpc.securityGroups()).containsExactly("sg-1");
            assertThat(vpc.assignPublicIpAsString()).isEqualTo("ENABLED");
        });
    }

    @Test
    void theTokenIsOfTheStoppedTaskAlone() {
        String one = given.ecs.stopped("a", task -> {});
        String other = given.ecs.stopped("b", task -> {});

        assertThat(Restarting.token(one)).hasSize(64).isEqualTo(Restarting.token(one));
        assertThat(Restarting.token(one)).isNotEqualTo(Restarting.token(other));
        restarted(params(), one);
        assertThat(run().clientToken()).isEqualTo(Restarting.token(one));
    }

    @Test
    void aTaskInWhosePlaceOneWasStartedMeanwhileIsLeft() {
        String arn = given.ecs.stopped("a", task -> {});
        Item planned = given.found(params(), arn);
        assertThat(given.acted(params(), planned).kind()).isEqualTo(Outcome.Kind.DONE);

        assertThat(given.acted(params(), planned)).isEqualTo(Outcome.gone());
        assertThat(given.ecs.runs).hasSize(1);
    }

    @Test
    void aTokenThatWasUsedWithOtherParametersMeansItWasRestarted() {
        given.ecs.answer = Optional.of(() -> {
            throw ConflictException.builder().message("used").build();
        });
        assertThat(restarted(params(), given.ecs.stopped("a", task -> {}))).isEqualTo(Outcome.gone());
    }

    @ParameterizedTest
    @CsvSource({
        "RESOURCE:MEMORY, ECS.RESOURCE:MEMORY",
        "Capacity is unavailable at this time, ECS.RunTaskFailure",
    })
    void aFailureWithinAnAnswerThatIsASuccessIsOne(String reason, String name) {
        given.ecs.answer = Optional.of(() -> RunTaskResponse.builder()
                .failures(Failure.builder().reason(reason).detail("more").build())
                .build());

        Outcome outcome = restarted(params(), given.ecs.stopped("a", task -> {}));

        assertThat(outcome.error())
                .hasValueSatisfying(error -> assertThat(error.name()).isEqualTo(name));
        assertThat(outcome.detail()).contains(reason).contains("more");
    }

    @Test
    void anAnswerThatMentionsNothingIsLeftToTheEngine() {
        given.ecs.answer = Optional.of(() -> RunTaskResponse.builder().build());
        Item planned = given.found(params(), given.ecs.stopped("a", task -> {}));
        assertThat(given.acted(params(), List.of(planned))).isEmpty();
    }

    @Test
    void oneThatIsRefusedDoesNotKeepTheOthersFromBeingRun() {
        String first = given.ecs.stopped("a", task -> {});
        String second = given.ecs.stopped("b", task -> {});
        given.ecs.fault = call -> {
            if (call.equals("RunTask") && given.ecs.runs.isEmpty()) {
                given.ecs.fault = any -> {};
                throw EcsException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("AccessDeniedException")
                                .errorMessage("not authorized to perform: iam:PassRole")
                                .build())
                        .build();
            }
        };

        Map<String, Outcome> outcomes = given.acted(params(), given.found(params(), 100));

        assertThat(outcomes.get(first)).isNotNull().satisfies(outcome -> assertThat(outcome.detail())
                .contains("iam:PassRole"));
        assertThat(outcomes.get(second)).extracting(Outcome::kind).isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void aConnectionThatBreaksIsTriedAgainByTheEngine() {
        String arn = given.ecs.stopped("a", task -> {});
        Item planned = given.found(params(), arn);
        given.ecs.fault = call -> {
            if (call.equals("RunTask")) {
                throw SdkClientException.create("told to fail");
            }
        };

        assertThat(given.acted(params(), planned).error())
                .hasValueSatisfying(error -> assertThat(error.aliases()).contains("Broom.Transient"));
    }

    @Test
    void aTaskThatEcsNoLongerShowsIsToldOf() {
        String arn = given.ecs.stopped("a", task -> {});
        Item planned = given.found(params(), arn);
        given.ecs.tasks.clear();

        Outcome outcome = given.acted(params(), planned);

        assertThat(outcome.error())
                .hasValueSatisfying(error -> assertThat(error.name()).isEqualTo("ECS.TaskNotShown"));
        assertThat(outcome.detail()).contains("was not restarted");
    }

    @Test
    void noMoreAreRunThanTheCapLetsThroughInOneGoAndTheRestIsToldOf() {
        IntStream.range(0, 5).forEach(i -> given.ecs.stopped("t" + i, task -> {}));
        Params params = params("'atMost': 3");

        Map<String, Outcome> outcomes = given.acted(params, given.found(params, 100));

        assertThat(given.ecs.runs).hasSize(3);
        assertThat(outcomes.values())
                .filteredOn(outcome -> outcome.kind() == Outcome.Kind.FAILED)
                .hasSize(2)
                .allSatisfy(outcome -> {
                    assertThat(outcome.error()).hasValueSatisfying(error -> assertThat(error.name())
                            .isEqualTo("ECS.RestartCapReached"));
                    assertThat(outcome.detail())
                            .contains("family app was restarted 3 times within the hour")
                            .contains("app exited with 1");
                });
    }

    @Test
    void whatIsBeyondTheCapIsLeftIfTheJobSaysSo() {
        IntStream.range(0, 3).forEach(i -> given.ecs.stopped("t" + i, task -> {}));
        Params params = params("'atMost': 2", "'overCap': 'leave'");

        assertThat(given.acted(params, given.found(params, 100)).values())
                .extracting(Outcome::kind)
                .containsExactlyInAnyOrder(Outcome.Kind.DONE, Outcome.Kind.DONE, Outcome.Kind.SKIPPED);
    }

    @Test
    void aCapIsOfAFamily() {
        given.ecs.stopped("a", task -> {});
        given.ecs.stopped("b", task -> task.taskDefinitionArn(FakeEcs.ACCOUNT + "task-definition/web:1")
                .group("family:web"));
        Params params = params("'atMost': 1");

        given.acted(params, given.found(params, 100));

        assertThat(given.ecs.runs).hasSize(2);
    }

    @Test
    void capacityProviderAndLaunchTypeAreTheStoppedTasksUnlessTheJobSaysOtherwise() {
        String arn = given.ecs.stopped("a", task -> task.capacityProviderName("FARGATE_SPOT"));
        restarted(params(), arn);
        assertThat(run().capacityProviderStrategy()).containsExactly(new Provider("FARGATE_SPOT", 1, 0).forEcs());
        assertThat(run().launchType()).isNull();

        String again = given.ecs.stopped(
                "b", task -> task.capacityProviderName("FARGATE_SPOT").platformVersion("1.4.0"));
        restarted(params("'launchType': 'EC2'"), again);
        assertThat(run().capacityProviderStrategy()).isEmpty();
        assertThat(run().launchType()).isEqualTo(LaunchType.EC2);
        assertThat(run().platformVersion()).as("Fargate's only").isNull();

        String third = given.ecs.stopped("c", task -> {});
        restarted(params("'capacityProviderStrategy': [{'capacityProvider': 'mine', 'weight': 2, 'base': 1}]"), third);
        assertThat(run().capacityProviderStrategy()).containsExactly(new Provider("mine", 2, 1).forEcs());
        assertThat(run().launchType()).isNull();
    }

    @Test
    void aTaskWithoutANetworkOfItsOwnIsGivenNone() {
        String bridge = given.ecs.stopped("a", task -> task.launchType(LaunchType.EC2));
        restarted(params(NETWORK), bridge);
        assertThat(run().networkConfiguration()).isNull();

        String own = given.ecs.stopped("b", task -> task.launchType(LaunchType.EC2)
                .attachments(
                        Attachment.builder().type("ElasticNetworkInterface").build()));
        restarted(params(NETWORK), own);
        assertThat(run().networkConfiguration()).isNotNull();
        assertThat(run().group()).as("its family's is what it gets without one").isNull();
    }

    private Outcome restarted(Params params, String arn) {
        return given.acted(params, given.found(params, arn));
    }

    private RunTaskRequest run() {
        return given.ecs.runs.get(given.ecs.runs.size() - 1);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
