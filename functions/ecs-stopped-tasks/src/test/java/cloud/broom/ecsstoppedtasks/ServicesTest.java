package cloud.broom.ecsstoppedtasks;

import static cloud.broom.ecsstoppedtasks.FakeEcs.NOW;
import static cloud.broom.ecsstoppedtasks.FakeEcs.deployment;
import static cloud.broom.ecsstoppedtasks.Given.params;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.task.Outcome;
import cloud.broom.task.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Services that lack tasks: told of, or deployed anew if a job asks for that, and otherwise left alone. */
final class ServicesTest {
    private static final String REDEPLOY = "'services': 'redeploy'";

    private final Given given = new Given();

    @Test
    void aServiceThatLacksTasksIsToldOfWithWhatItsTasksStoppedForAndNothingElse() {
        String arn = given.ecs.service("web", service -> {});
        given.ecs.stopped("w1", task -> task.group("service:web").stoppedAt(NOW.minusSeconds(90)));
        given.ecs.stopped("w2", task -> task.group("service:web")
                .stopCode("TaskFailedToStart")
                .stoppedReason("CannotPullContainerError: no such image")
                .containers(List.of()));

        Outcome outcome = given.acted(params(), given.found(params(), arn));

        assertThat(outcome.error())
                .hasValueSatisfying(error -> assertThat(error.name()).isEqualTo("ECS.BelowDesiredCount"));
        assertThat(outcome.detail())
                .isEqualTo("service web: 1 of 2 running, 0 pending; 2 stopped within the hour, the last: "
                        + "w2 at 2026-03-01T11:59:00Z, CannotPullContainerError: no such image; "
                        + "w1 at 2026-03-01T11:58:30Z, Essential container in task exited (app exited with 1)");
        assertThat(given.ecs.calls).doesNotContain("RunTask", "UpdateService");
    }

    @Test
    void aServiceWithAllItsTasksIsWell() {
        String arn = given.ecs.service("web", service -> service.runningCount(2));
        assertThat(given.verdict(params(), arn)).isEqualTo(Verdict.NO);
    }

    @Test
    void aTaskThatIsBeingReplacedIsNoTrouble() {
        String arn = given.ecs.service("web", service -> service.pendingCount(1));
        assertThat(given.evidence(params(), arn, "lasting").verdict()).isEqualTo(Verdict.NO);
    }

    @Test
    void aTaskWhoseReplacementsKeepFailingIs() {
        String arn = given.ecs.service("web", service -> service.pendingCount(1)
                .deployments(deployment("COMPLETED").failedTasks(4).build()));
        assertThat(given.verdict(params(), arn)).isEqualTo(Verdict.YES);
    }

    @Test
    void aDeploymentInProgressIsLeftAlone() {
        String rolling = given.ecs.service(
                "a", service -> service.deployments(deployment("IN_PROGRESS").build()));
        String two = given.ecs.service(
                "b",
                service -> service.deployments(
                        deployment("COMPLETED").build(),
                        deployment("COMPLETED").status("ACTIVE").build()));
        String sets = given.ecs.service("c", service -> service.deployments(List.of())
                .taskSets(TaskSet.builder().build(), TaskSet.builder().build()));

        assertThat(List.of(rolling, two, sets)).allSatisfy(arn -> assertThat(
                        given.evidence(params(), arn, "noDeployment").verdict())
                .isEqualTo(Verdict.NO));
    }

    @Test
    void aDaemonAndAServiceThatIsGoneAreLeftAlone() {
        String daemon = given.ecs.service("a", service -> service.schedulingStrategy("DAEMON"));
        String gone = given.ecs.service("b", service -> service.status("DRAINING"));
        assertThat(given.verdict(params(), daemon)).isEqualTo(Verdict.NO);
        assertThat(given.verdict(params(REDEPLOY), daemon)).isEqualTo(Verdict.NO);
        assertThat(given.verdict(params(), gone)).isEqualTo(Verdict.NO);
    }

    @Test
    void onlyServicesThatAreAskedForCount() {
        String arn = given.ecs.service("web", service -> {});
        assertThat(given.verdict(params("'serviceNames': ['w*']"), arn)).isEqualTo(Verdict.YES);
        assertThat(given.verdict(params("'serviceNames': ['api']"), arn)).isEqualTo(Verdict.NO);
    }

    @Test
    void aServiceIsDeployedAnewIfTheJobAsksForIt() {
        String arn = given.ecs.service("web", service -> {});

        Outcome outcome = given.acted(params(REDEPLOY), given.found(params(REDEPLOY), arn));

        assertThat(outcome).isEqualTo(Outcome.done("ecs-svc/2"));
        assertThat(given.ecs.updates).singleElement().satisfies(update -> {
            assertThat(update.service()).isEqualTo(arn);
            assertThat(update.cluster()).isEqualTo(FakeEcs.CLUSTER);
            assertThat(update.forceNewDeployment()).isTrue();
            assertThat(update.desiredCount()).isNull();
            assertThat(update.taskDefinition()).isNull();
        });
    }

    @Test
    void redeploymentsOfAServiceAreSpreadOverTheHour() {
        String arn = given.ecs.service(
                "web",
                service -> service.deployments(deployment("COMPLETED")
                        .createdAt(NOW.minus(Duration.ofMinutes(19)))
                        .build()));
        Params three = params(REDEPLOY, "'atMost': 3");

        assertThat(given.verdict(three, arn)).isEqualTo(Verdict.NO);
        assertThat(given.verdict(three, arn, NOW.plus(Duration.ofMinutes(1)))).isEqualTo(Verdict.YES);
        assertThat(given.verdict(params(REDEPLOY, "'atMost': 0"), arn, NOW.plus(Duration.ofHours(9))))
                .isEqualTo(Verdict.NO);
        assertThat(given.verdict(params(), arn)).as("told of all the same").isEqualTo(Verdict.YES);
    }

    @Test
    void aServiceThatOthersDeployIsNotDeployedAnew() {
        String arn = given.ecs.service(
                "web", service -> service.deploymentController(controller -> controller.type("CODE_DEPLOY")));
        assertThat(given.verdict(params(REDEPLOY), arn)).isEqualTo(Verdict.NO);
        assertThat(given.verdict(params(), arn)).isEqualTo(Verdict.YES);
    }

    @Test
    void aDeploymentThatBeganSinceItWasPlannedIsLeftAlone() {
        String arn = given.ecs.service("web", service -> {});
        Item planned = given.found(params(REDEPLOY), arn);
        given.ecs.service(
                "web", service -> service.deployments(deployment("IN_PROGRESS").build()));

        assertThat(given.task.reread(params(REDEPLOY), List.of(planned)).get(arn))
                .isNotEqualTo(planned);
        assertThat(given.acted(params(REDEPLOY), planned).kind()).isEqualTo(Outcome.Kind.CHANGED);
        assertThat(given.ecs.updates).isEmpty();
    }

    @Test
    void aServiceThatStillLacksTasksIsAsItWasPlannedWhateverTheFigures() {
        String arn = given.ecs.service("web", service -> {});
        Item planned = given.found(params(), arn);
        given.ecs.service("web", service -> service.runningCount(0));

        assertThat(given.task.reread(params(), List.of(planned))).isEqualTo(Map.of(arn, planned));
        assertThat(given.acted(params(), planned).detail()).contains("0 of 2 running");

        given.ecs.service("web", service -> service.runningCount(2));
        assertThat(given.task.reread(params(), List.of(planned)).get(arn)).isNotEqualTo(planned);
        assertThat(given.acted(params(), planned).kind()).isEqualTo(Outcome.Kind.CHANGED);

        given.ecs.services.clear();
        assertThat(given.task.reread(params(), List.of(planned))).isEmpty();
        assertThat(given.acted(params(), planned)).isEqualTo(Outcome.gone());
    }

    @Test
    void aServiceDoesNotTellSinceWhenItLacksTasks() {
        String arn = given.ecs.service("web", service -> {});
        assertThat(given.task.qualifiesSince(params(), given.found(params(), arn)))
                .isEmpty();
    }
}
