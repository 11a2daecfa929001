package cloud.broom.ecsstoppedtasks;

import static cloud.broom.ecsstoppedtasks.FakeEcs.NOW;
import static cloud.broom.ecsstoppedtasks.FakeEcs.container;
import static cloud.broom.ecsstoppedtasks.Given.params;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.task.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Container;

/** Which stopped tasks are run again, and which are not. */
final class TaskRulesTest {
    private final Given given = new Given();

    @Test
    void aTaskWhoseContainerFailedIsRunAgainAndSaysWhy() {
        String arn = given.ecs.stopped("a", task -> {});

        assertThat(given.verdict(params(), arn)).isEqualTo(Verdict.YES);
        assertThat(given.evidence(params(), arn, "ignoreStopCodes").seen())
                .isEqualTo("EssentialContainerExited: Essential container in task exited");
        assertThat(given.evidence(params(), arn, "ignoreExitCodes").seen()).isEqualTo("app exited with 1");
        assertThat(given.evidence(params(), arn, "stopped").seen()).isEqualTo("STOPPED at 2026-03-01T11:59:00Z");
    }

    @Test
    void aTaskThatIsStillStoppingIsNot() {
        String arn = given.ecs.stopped("a", task -> task.lastStatus("DEPROVISIONING"));
        assertThat(given.verdict(params(), arn)).isEqualTo(Verdict.NO);
    }

    @Test
    void aServicesTaskIsNeverRunByUs() {
        String arn = given.ecs.stopped("a", task -> task.group("service:web"));
        assertThat(given.evidence(params(), arn, "standalone").verdict()).isEqualTo(Verdict.NO);
    }

    @Test
    void whatIsNoneOfTheJobsBusinessIsNotAskedAfter() {
        given.ecs.stopped("a", task -> task.group("service:web"));
        given.ecs.stopped("b", task -> {});

        given.found(params("'families': ['other']"), 100);

        assertThat(given.ecs.calls).containsExactly("ListTasks", "DescribeTasks", "ListServices");
    }

    @Test
    void onlyFamiliesThatAreAskedForCount() {
        String arn = given.ecs.stopped("a", task -> {});
        assertThat(given.verdict(params("'families': ['ap*']"), arn)).isEqualTo(Verdict.YES);
        assertThat(given.verdict(params("'families': ['web', 'x*']"), arn)).isEqualTo(Verdict.NO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UserInitiated", "ServiceSchedulerInitiated"})
    void aTaskThatSomebodyMeantToStopStays(String code) {
        String arn = given.ecs.stopped("a", task -> task.stopCode(code));
        assertThat(given.evidence(params(), arn, "ignoreStopCodes").verdict()).isEqualTo(Verdict.NO);
        assertThat(given.verdict(params("'ignoreStopCodes': []"), arn)).isEqualTo(Verdict.YES);
    }

    @Test
    void aTaskThatDoesNotSayHowItStoppedIsUnknown() {
        String arn = given.ecs.stopped("a", task -> task.stopCode((String) null));
        assertThat(given.verdict(params(), arn)).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TaskFailedToStart", "SpotInterruption", "TerminationNotice"})
    void aTaskThatDidNotEndByItselfIsRunAgainWhateverItsContainersExitedWith(String code) {
        String arn = given.ecs.stopped("a", task -> task.stopCode(code).containers(container("app", 0)));
        assertThat(given.verdict(params(), arn)).isEqualTo(Verdict.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "0, -1, NO, it has finished",
        "1, -1, YES, it has failed",
        "0, 0, NO, both have finished",
        "1, 0, YES, one has failed",
        "0, 1, YES, one has failed",
        "0, 137, UNKNOWN, whether app has finished or the other was killed for memory cannot be told",
        "143, 0, UNKNOWN, the other way round",
        "1, 137, YES, one has failed and the other was stopped for it",
        "137, 143, YES, none has finished",
    })
    void exitCodesOfAllContainersAreWeighed(int app, int side, Verdict verdict, String why) {
        List<Container> containers =
                side < 0 ? List.of(container("app", app)) : List.of(container("app", app), container("side", side));
        String arn = given.ecs.stopped("a", task -> task.containers(containers));

        assertThat(given.evidence(params(), arn, "ignoreExitCodes").verdict())
                .as(why)
                .isEqualTo(verdict);
    }

    @Test
    void onlyContainersThatAreNamedCount() {
        String arn = given.ecs.stopped("a", task -> task.containers(container("app", 0), container("side", 137)));
        assertThat(given.verdict(params("'containers': ['app']"), arn)).isEqualTo(Verdict.NO);
        assertThat(given.verdict(params("'containers': ['side']"), arn)).isEqualTo(Verdict.YES);
        assertThat(given.verdict(params("'containers': ['gone']"), arn)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aContainerThatWasKilledForMemoryHasFailed() {
        Container killed = container("app", 137).toBuilder()
                .reason("OutOfMemoryError: Container killed due to memory usage")
                .build();
        String arn = given.ecs.stopped("a", task -> task.containers(killed, container("side", 0)));

        assertThat(given.evidence(params(), arn, "ignoreExitCodes").verdict()).isEqualTo(Verdict.YES);
        assertThat(given.evidence(params(), arn, "ignoreExitCodes").seen())
                .contains("app exited with 137 (OutOfMemoryError: Container killed due to memory usage)");
    }

    @Test
    void anExitCodeThatIsToBeIgnoredIsAFinish() {
        String arn = given.ecs.stopped("a", task -> task.containers(container("app", 3)));
        assertThat(given.verdict(params("'ignoreExitCodes': [0, 3]"), arn)).isEqualTo(Verdict.NO);
        assertThat(given.verdict(params("'ignoreExitCodes': []"), arn)).isEqualTo(Verdict.YES);
    }

    @Test
    void aTaskInWhosePlaceOneWasStartedIsNotRunAgain() {
        String arn = given.ecs.stopped("a", task -> {});
        String other = given.ecs.stopped("b", task -> {});
        String running = given.ecs.put("c", task -> task.startedBy("broom/a").createdAt(NOW.minusSeconds(7200)));

        assertThat(given.evidence(params(), arn, "notRestarted").seen()).isEqualTo("restarted as " + running);
        assertThat(given.evidence(params(), arn, "notRestarted").verdict()).isEqualTo(Verdict.NO);
        assertThat(given.verdict(params(), other)).isEqualTo(Verdict.YES);
    }

    @Test
    void aRestartThatHasStoppedAsWellStillCounts() {
        String arn = given.ecs.stopped("a", task -> {});
        given.ecs.stopped("c", task -> task.startedBy("broom/a"));
        assertThat(given.evidence(params(), arn, "notRestarted").verdict()).isEqualTo(Verdict.NO);
    }

    @Test
    void restartsOfTheFamilyWithinTheHourAreCappedAndOthersDoNotCount() {
        String arn = given.ecs.stopped("a", task -> task.stoppedAt(NOW.minus(Duration.ofMinutes(50))));
        restarts(2, Duration.ofMinutes(10));
        given.ecs.put("old", task -> task.startedBy("broom/old0").createdAt(NOW.minus(Duration.ofHours(1))));
        given.ecs.put("mine", task -> task.startedBy("me"));
        given.ecs.put(
                "web", task -> task.startedBy("broom/w").taskDefinitionArn(FakeEcs.ACCOUNT + "task-definition/web:1"));

        assertThat(given.evidence(params("'atMost': 3"), arn, "atMost").seen())
                .isEqualTo("2 restarts of its family in the last hour, 3 at most");
        assertThat(given.verdict(params("'atMost': 3"), arn)).isEqualTo(Verdict.YES);
        assertThat(given.verdict(params("'atMost': 2", "'overCap': 'leave'"), arn))
                .isEqualTo(Verdict.NO);
        assertThat(given.verdict(params("'atMost': 0", "'overCap': 'leave'"), arn))
                .isEqualTo(Verdict.NO);
    }

    @Test
    void whatIsBeyondTheCapIsPlannedToBeToldOf() {
        String arn = given.ecs.stopped("a", task -> task.stoppedAt(NOW.minus(Duration.ofMinutes(50))));
        restarts(2, Duration.ofMinutes(10));

        assertThat(given.evidence(params("'atMost': 2"), arn, "atMost").seen()).endsWith("told of, not restarted");
        assertThat(given.verdict(params("'atMost': 2"), arn)).isEqualTo(Verdict.YES);
    }

    @Test
    void aTaskIsGivenLongerAfterEachRestart() {
        String arn = given.ecs.stopped("a", task -> {});
        assertThat(given.verdict(params("'backOff': 'PT30M'"), arn))
                .as("none before")
                .isEqualTo(Verdict.YES);

        restarts(3, Duration.ofMinutes(10));
        Params params = params("'backOff': 'PT2M'", "'atMost': 9");

        assertThat(given.evidence(params, arn, "backOff").seen())
                .isEqualTo("due at 2026-03-01T12:07:00Z, PT8M after it stopped, for 3 restarts in the last hour");
        assertThat(given.verdict(params, arn, NOW.plusSeconds(419))).isEqualTo(Verdict.NO);
        assertThat(given.verdict(params, arn, NOW.plusSeconds(420))).isEqualTo(Verdict.YES);
    }

    @Test
    void aTaskQualifiesSinceItStopped() {
        String arn = given.ecs.stopped("a", task -> {});
        assertThat(given.task.qualifiesSince(params(), given.found(params(), arn)))
                .contains(NOW.minusSeconds(60));
    }

    private void restarts(int count, Duration ago) {
        IntStream.range(0, count)
                .forEach(i -> given.ecs.put(
                        "r" + i, task -> task.startedBy("broom/old" + i).createdAt(NOW.minus(ago))));
    }
}
