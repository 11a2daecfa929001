package cloud.broom.it;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.it.runtime.RuntimeApi.Answer;
import cloud.broom.local.ecs.Ending;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;

/** Every function as it is packed, under the runtime client that Lambda itself uses, allowed what its role allows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ZipBootIT {
    private static final String TASK = "s3-stale-objects";
    private static final String RESTART = "ecs-stopped-tasks";
    private static final String UNDO = "undo-s3-stale-objects";
    private static final int OLD_OBJECTS = 5;
    private static final int KEPT_NEWEST = 3;

    private final Instant now = RealTime.CLOCK.instant();
    private final BootedStack stack;

    ZipBootIT(@TempDir Path folder) {
        stack = new BootedStack(folder);
    }

    static List<String> functions() {
        return Checkout.functions();
    }

    @BeforeAll
    void fill() {
        Instant old = now.minus(Duration.ofDays(100));
        for (String prefix : List.of("app/", "tmp/", "uploads/")) {
            IntStream.range(0, OLD_OBJECTS).forEach(day -> stack.s3()
                    .seed(BootedStack.TARGET, prefix + day + ".log", 10, old.plus(Duration.ofDays(day))));
            stack.s3().seed(BootedStack.TARGET, prefix + "new.txt", 10, now);
        }
        stopSomething();
    }

    /** A task that has failed, and a service that gets one of the two tasks it should have. */
    private void stopSomething() {
        String cluster = BootedStack.CLUSTER;
        ContainerDefinition app =
                ContainerDefinition.builder().name("app").image("report:7").build();
        try (EcsClient ecs = stack.ecs()) {
            ecs.createCluster(create -> create.clusterName(cluster));
            ecs.registerTaskDefinition(
                    register -> register.family("nightly-report").containerDefinitions(app));
            ecs.registerTaskDefinition(register -> register.family("web").containerDefinitions(app));
            ecs.createService(create -> create.cluster(cluster)
                    .serviceName("web")
                    .taskDefinition("web")
                    .desiredCount(2));
            Task task = ecs.runTask(run -> run.cluster(cluster).taskDefinition("nightly-report"))
                    .tasks()
                    .get(0);
            stack.clusters().end(task.taskArn(), Ending.exited(Map.of("app", 1)));
            stack.clusters()
                    .limit(
                            ecs.describeServices(describe ->
                                            describe.cluster(cluster).services("web"))
                                    .services()
                                    .get(0)
                                    .serviceArn(),
                            1);
        }
    }

    @AfterAll
    void close() {
        stack.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheduler.json", "event-envelope.json"})
    void looksWhenAScheduleOrAnEventAsks(String file) throws Exception {
        JsonNode answer = answer(stack.call(TASK, payload(TASK, file)));

        assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("COMPLETED");
        assertThat(answer.path("mode").asText()).isEqualTo("dry-run");
        assertThat(answer.path("scanned").asInt()).isEqualTo(OLD_OBJECTS + 1);
        assertThat(answer.path("found").asInt()).isEqualTo(OLD_OBJECTS);
        assertThat(answer.path("done").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-state-change.json",
                "broom-incident-opened.json",
                "broom-run-completed.json",
                "s3-object-created.json"
            })
    void looksForTheEventThatARuleSends(String file) throws Exception {
        String id =
                new ObjectMapper().readTree(payload(TASK, file)).at("/event/id").asText();

        JsonNode answer = answer(stack.call(TASK, payload(TASK, file)));

        assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("COMPLETED");
        assertThat(answer.path("slot").asText()).isEqualTo("event/" + id);
    }

    @Test
    void deletesForAPersonWhatItHasShownThemBefore() throws Exception {
        JsonNode shown = answer(stack.call(TASK, payload(TASK, "manual-dry-run.json")));
        JsonNode done = answer(stack.call(TASK, payload(TASK, "manual-apply.json")));

        assertThat(shown.path("found").asInt()).as(shown.toString()).isEqualTo(OLD_OBJECTS - KEPT_NEWEST);
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("COMPLETED");
        assertThat(done.path("done").asInt()).isEqualTo(OLD_OBJECTS - KEPT_NEWEST);
        assertThat(stack.s3().keys(BootedStack.TARGET))
                .filteredOn(key -> key.startsWith("app/"))
                .containsExactlyInAnyOrder("app/2.log", "app/3.log", "app/4.log", "app/new.txt");
    }

    @Test
    void saysOfAWakeWhoseRunIsNotThereThatItIsNot() throws Exception {
        Answer answer = stack.call(TASK, payload(TASK, "wake.json"));

        assertThat(answer.error()).as(answer.body()).isTrue();
        assertThat(answer.body()).contains("there is no run sample-stale-objects.0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual-dry-run.json", "manual-apply.json"})
    void saysOfAnUndoWhoseRunIsNotThereThatItIsNot(String file) throws Exception {
        JsonNode answer = answer(stack.call(UNDO, payload(UNDO, file)));

        assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("FAILED");
        assertThat(answer.path("reason").asText()).contains("there is no run stale-app-logs.0123456789abcdef");
    }

    @Test
    void saysOfAWakeOfAnUndoWhoseRunIsNotThereThatItIsNot() throws Exception {
        Answer answer = stack.call(UNDO, payload(UNDO, "wake.json"));

        assertThat(answer.error()).as(answer.body()).isTrue();
        assertThat(answer.body()).contains("there is no run undo-stale-app-logs.0123456789abcdef");
    }

    @Test
    void runsAgainForAPersonWhatItHasShownThemBefore() throws Exception {
        JsonNode shown = answer(stack.call(RESTART, payload(RESTART, "manual-dry-run.json")));
        JsonNode done = answer(stack.call(RESTART, payload(RESTART, "manual-apply.json")));

        assertThat(shown.path("found").asInt()).as(shown.toString()).isEqualTo(2);
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("COMPLETED");
        assertThat(done.path("done").asInt())
                .as("the task, without the service")
                .isEqualTo(1);
        try (EcsClient ecs = stack.ecs()) {
            assertThat(ecs.listTasks(list -> list.cluster(BootedStack.CLUSTER).family("nightly-report"))
                            .taskArns())
                    .hasSize(1);
        }
    }

    @Test
    void tellsAScheduleOfAServiceThatLacksTasks() throws Exception {
        JsonNode answer = answer(stack.call(RESTART, payload(RESTART, "scheduler.json")));

        assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("PARTIAL");
        assertThat(answer.path("failed").asInt()).isEqualTo(1);
    }

    @Test
    void saysOfAWakeOfARestartWhoseRunIsNotThereThatItIsNot() throws Exception {
        Answer answer = stack.call(RESTART, payload(RESTART, "wake.json"));

        assertThat(answer.error()).as(answer.body()).isTrue();
        assertThat(answer.body()).contains("there is no run restart-nightly.0123456789abcdef");
    }

    @Test
    void findsNothingDueWhereNothingWaits() throws Exception {
        JsonNode answer = answer(stack.call("watchdog", payload("watchdog", "scheduler.json")));

        assertThat(answer.path("woken").asInt(-1)).as(answer.toString()).isZero();
        assertThat(answer.path("left").asInt(-1)).isZero();
    }

    @Test
    void hasATestForEverySample() {
        assertThat(functions())
                .flatExtracting(Checkout::eventsOf)
                .extracting(file ->
                        Checkout.root().resolve("events").relativize(file).toString())
                .containsExactlyInAnyOrder(
                        "ecs-stopped-tasks/manual-apply.json",
                        "ecs-stopped-tasks/manual-dry-run.json",
                        "ecs-stopped-tasks/scheduler.json",
                        "ecs-stopped-tasks/task-stopped.json",
                        "ecs-stopped-tasks/wake.json",
                        "s3-stale-objects/alarm-state-change.json",
                        "s3-stale-objects/broom-incident-opened.json",
                        "s3-stale-objects/broom-run-completed.json",
                        "s3-stale-objects/event-envelope.json",
                        "s3-stale-objects/manual-apply.json",
                        "s3-stale-objects/manual-dry-run.json",
                        "s3-stale-objects/s3-object-created.json",
                        "s3-stale-objects/scheduler.json",
                        "s3-stale-objects/wake.json",
                        "undo-s3-stale-objects/manual-apply.json",
                        "undo-s3-stale-objects/manual-dry-run.json",
                        "undo-s3-stale-objects/wake.json",
                        "watchdog/scheduler.json");
    }

    /** A handler that returned would have Lambda take the call for done. */
    @ParameterizedTest
    @MethodSource("functions")
    void throwsWhenNothingCanBeRecorded(String function) throws Exception {
        Answer answer =
                stack.callWith(Map.of("AWS_ENDPOINT_URL", nobody()), function, payload(function, first(function)));

        assertThat(answer.error()).as(answer.body()).isTrue();
        assertThat(answer.body()).contains("\"errorType\":\"cloud.broom.run.StoreUnavailable\"");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void namesTheVariableThatIsMissing(String function) throws Exception {
        Answer answer = stack.callWith(Map.of("BROOM_TABLE", ""), function, payload(function, first(function)));

        assertThat(answer.error()).as(answer.body()).isTrue();
        assertThat(answer.body()).contains("BROOM_TABLE is not set");
    }

    /** The sample as it would be delivered today: a slot that is an instant is refused once it is too old. */
    private String payload(String function, String file) throws IOException {
        Path sample = Checkout.root().resolve("events").resolve(function).resolve(file);
        String slot = "\"slot\": \"" + now + "\"";
        return Files.readString(sample).replaceFirst("\"slot\": \"\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z\"", slot);
    }

    /** A call that would make a run, if the function makes any. */
    private static String first(String function) {
        return Checkout.eventsOf(function).stream()
                .map(file -> file.getFileName().toString())
                .filter(file -> !file.equals("wake.json"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode answer(Answer answer) throws IOException {
        assertThat(answer.error()).as(answer.body()).isFalse();
        return new ObjectMapper().readTree(answer.body());
    }

    /** An endpoint at which nobody listens: a port that was free a moment ago. */
    private static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
        }
    }
}
