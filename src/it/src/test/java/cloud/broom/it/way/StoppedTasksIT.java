package cloud.broom.it.way;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.Aws;
import cloud.broom.ecsstoppedtasks.EcsStoppedTasksHandler;
import cloud.broom.it.way.Told.Counts;
import cloud.broom.local.ecs.Ending;
import cloud.broom.local.template.Stack;
import cloud.broom.plan.OutcomePart;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

/** Tasks of ECS that stop are run again, once, by the function as the template deploys it; services are told of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StoppedTasksIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** One a test, named as its family is, so that each finds its own alone. */
    private static final List<String> CLUSTERS = List.of("once", "race", "loop", "stays", "web", "denied");

    private static final ContainerDefinition APP =
            ContainerDefinition.builder().name("app").image("app:1").build();
    private static final Ending FAILED = Ending.exited(Map.of("app", 1));

    private final LocalStage stage = new LocalStage();
    private final Path folder;
    private final String role = stage.cloud().account().roleArn("report-task");
    private final Surroundings here;
    private final Aws aws;
    private final EcsClient ecs;

    StoppedTasksIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.here = deploy(TemplateCopy.unchanged(), "restarts");
        this.aws = here.aws();
        this.ecs = aws.configured(EcsClient.builder(), "ECS").build();
        CLUSTERS.forEach(name -> ecs.createCluster(create -> create.clusterName(name)));
        ecs.createCluster(create -> create.clusterName("other"));
    }

    @AfterAll
    void close() {
        ecs.close();
        aws.close();
        stage.close();
    }

    @Test
    void taskThatStoppedIsRunAgainOnceHoweverOftenItIsAskedFor() throws Exception {
        Task stopped = stopped(
                "once", run -> run.tags(Tag.builder().key("team").value("x").build())
                        .overrides(overrides -> overrides.cpu("512")));

        function().call(job("once", "look").put("mode", "dry-run")).is("COMPLETED", Counts.untouched(1, 1));
        assertThat(running("once")).isEmpty();

        function().call(job("once", "first")).is("COMPLETED", Counts.allDone(1, 1));
        assertThat(running("once")).singleElement().satisfies(again -> {
            assertThat(again.startedBy()).isEqualTo("broom/" + id(stopped));
            assertThat(again.taskDefinitionArn()).isEqualTo(stopped.taskDefinitionArn());
            assertThat(again.overrides().cpu()).isEqualTo("512");
            assertThat(again.tags()).extracting(Tag::key).containsExactly("team");
        });

        function().call(job("once", "second")).is("COMPLETED", Counts.untouched(1, 0));
        assertThat(running("once")).hasSize(1);
    }

    @Test
    void taskThatTwoJobsHavePlannedIsRunAgainOnce() throws Exception {
        stopped("race", run -> {});
        ObjectNode other = job("race", "slow");
        ((ObjectNode) other.path("job")).put("name", "race-too");
        Told slow = function().call(other, Turn.ONE_STEP);
        for (int steps = 0; slow.counts().found() == 0 && steps < 20; steps++) {
            slow = function().wake(slow.run(), Turn.ONE_STEP);
        }
        assertThat(slow.state()).as(slow.toString()).isEqualTo("SUSPENDED");

        function().call(job("race", "fast")).is("COMPLETED", Counts.allDone(1, 1));
        function().wake(slow.run(), Turn.LONG).is("COMPLETED", Counts.allDone(1, 1));

        assertThat(running("race")).hasSize(1);
        assertThat(Outcomes.of(here, "race-too"))
                .singleElement()
                .satisfies(result -> assertThat(result.outcome().kind().name()).isEqualTo("GONE"));
    }

    @Test
    void taskThatKeepsStoppingIsToldOfOnceItHasBeenRestartedOftenEnough() throws Exception {
        stopped("loop", run -> {});
        for (int restart = 1; restart <= 3; restart++) {
            Told told = function().call(job("loop", "restart-" + restart));
            told.is("COMPLETED", Counts.allDone(restart, 1));
            stage.cloud().ecs().end(running("loop").get(0).taskArn(), FAILED);
        }

        Told capped = function().call(job("loop", "too-often"));

        assertThat(capped.state()).as(capped.toString()).isEqualTo("PARTIAL");
        assertThat(running("loop")).isEmpty();
        assertThat(errors("loop")).containsExactly("ECS.RestartCapReached");
    }

    @Test
    void whatAPersonStoppedOrWhatHasFinishedStays() throws Exception {
        Task byHand = run("stays", run -> {});
        ecs.stopTask(stop -> stop.cluster("stays").task(byHand.taskArn()));
        Task finished = run("stays", run -> {});
        stage.cloud().ecs().end(finished.taskArn(), Ending.exited(Map.of("app", 0)));

        function().call(job("stays", "first")).is("COMPLETED", Counts.untouched(2, 0));
    }

    @Test
    void serviceThatLacksTasksIsToldOfAndDeployedAnewOnlyIfAsked() throws Exception {
        ecs.registerTaskDefinition(register -> register.family("web").containerDefinitions(APP));
        Service service = ecs.createService(create -> create.cluster("web")
                        .serviceName("web")
                        .taskDefinition("web")
                        .desiredCount(2))
                .service();
        stage.cloud().ecs().limit(service.serviceArn(), 1);

        Told told = function().call(services("report"));
        assertThat(told.state()).as(told.toString()).isEqualTo("PARTIAL");
        assertThat(errors("web-report")).containsExactly("ECS.BelowDesiredCount");
        assertThat(deployment()).isEqualTo(service.deployments().get(0).id());

        ObjectNode young = services("redeploy");
        function().call(young).is("COMPLETED", Counts.untouched(1, 0));
        assertThat(deployment())
                .as("it was deployed just now")
                .isEqualTo(service.deployments().get(0).id());
    }

    @Test
    void withoutARoleToPassOrInAnotherClusterItIsDeniedAndSaysSo() throws Exception {
        Surroundings less = deploy(
                TemplateCopy.unchanged().without("EcsStoppedTasksFunctionRole", "GiveTasksTheirRoles", "iam:PassRole"),
                "less");
        stopped("denied", run -> {});

        Told told = function(less).call(job("denied", "first"));

        assertThat(told.state()).as(told.toString()).isEqualTo("PARTIAL");
        assertThat(Outcomes.of(less, "denied").toString()).contains("is not authorized to perform: iam:PassRole");
        ObjectNode elsewhere = job("denied", "elsewhere");
        ((ObjectNode) elsewhere.at("/job/params")).put("cluster", "other");
        Told refused = function().call(elsewhere);
        assertThat(refused.state()).isEqualTo("FAILED");
        assertThat(refused.reason()).contains("is not authorized to perform: ecs:ListTasks");
    }

    private Surroundings deploy(TemplateCopy template, String name) throws IOException {
        Stack stack = stage.cloud()
                .deploy(
                        template.in(folder.resolve(name)),
                        name,
                        Map.of(
                                "WatchdogState",
                                "DISABLED",
                                "TargetClusters",
                                CLUSTERS.stream()
                                        .map(cluster -> stage.cloud().account().arn("ecs", "cluster/" + cluster))
                                        .collect(Collectors.joining(",")),
                                "PassRoles",
                                role));
        return new Surroundings(
                stage.environment(stack, "EcsStoppedTasksFunction"),
                Map.of(),
                Map.of(),
                stage.cloud().operatorEnvironment(),
                stack.physicalId("EcsStoppedTasksFunction"),
                true,
                "",
                "");
    }

    private InProcess function() {
        return function(here);
    }

    private static InProcess function(Surroundings where) {
        return new InProcess(new EcsStoppedTasksHandler(where.task()), where.name());
    }

    private static ObjectNode job(String family, String slot) {
        ObjectNode call = call(family, family, slot);
        ObjectNode params = (ObjectNode) call.at("/job/params");
        params.put("services", "ignore")
                .put("backOff", "PT0S")
                .putArray("families")
                .add(family);
        params.put("where", "name == '" + family + "'");
        params.putObject("networkConfiguration").putArray("subnets").add("subnet-1");
        return call;
    }

    private static ObjectNode services(String what) {
        ObjectNode call = call("web-" + what, "web", "first");
        ((ObjectNode) call.at("/job/params")).put("services", what).put("tasks", "ignore");
        return call;
    }

    private static ObjectNode call(String name, String cluster, String slot) {
        ObjectNode call = JSON.createObjectNode().put("slot", slot);
        ObjectNode job = call.putObject("job");
        job.put("name", name)
                .put("task", "ecs-stopped-tasks")
                .put("mode", "apply")
                .put("owner", "the tests");
        job.putObject("params").put("cluster", cluster);
        return call;
    }

    private Task run(String family, Consumer<RunTaskRequest.Builder> more) {
        ecs.registerTaskDefinition(register -> register.family(family)
                .taskRoleArn(role)
                .networkMode(NetworkMode.AWSVPC)
                .containerDefinitions(APP));
        return ecs.runTask(task -> more.accept(task.cluster(family)
                        .taskDefinition(family)
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1")))))
                .tasks()
                .get(0);
    }

    private Task stopped(String family, Consumer<RunTaskRequest.Builder> more) {
        Task task = run(family, more);
        stage.cloud().ecs().end(task.taskArn(), FAILED);
        return task;
    }

    private List<Task> running(String family) {
        List<String> arns = ecs.listTasks(
                        list -> list.cluster(family).family(family).desiredStatus(DesiredStatus.RUNNING))
                .taskArns();
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(
                                describe -> describe.cluster(family).tasks(arns).include(TaskField.TAGS))
                        .tasks();
    }

    private String deployment() {
        return ecs.describeServices(describe -> describe.cluster("web").services("web"))
                .services()
                .get(0)
                .deployments()
                .get(0)
                .id();
    }

    private List<String> errors(String job) {
        return Outcomes.of(here, job).stream()
                .map(OutcomePart.Result::outcome)
                .flatMap(outcome -> outcome.error().stream())
                .map(error -> error.name())
                .toList();
    }

    private static String id(Task task) {
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }
}
