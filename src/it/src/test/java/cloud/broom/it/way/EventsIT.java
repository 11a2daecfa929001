package cloud.broom.it.way;

import static cloud.broom.it.way.LocalStage.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.aws.RunLine;
import cloud.broom.it.Await;
import cloud.broom.it.Checkout;
import cloud.broom.job.JobName;
import cloud.broom.testkit.PublishedEvents;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Events that ask for runs, and events that runs tell, on the local cloud. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventsIT {
    private static final Duration AN_EVENT_TAKES = Duration.ofSeconds(60);
    private static final String RELEASE = "Release Rolled Out";
    private static final List<String> TOLD = List.of("Run Started", "Run Completed", "Run Failed", "Run Blocked");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalStage stage = new LocalStage();
    private final Surroundings here = stage.deploy();
    private final Aws aws = here.aws();
    private final EventBridgeClient bridge = aws.eventBridge();
    private final SqsClient sqs = aws.configured(SqsClient.builder(), "SQS").build();

    @AfterAll
    void close() {
        sqs.close();
        aws.close();
        stage.close();
    }

    @Test
    void eventStartsARunWithWhatStandsInIt() throws Exception {
        rule("release", RELEASE, job("release", "/detail/folder"));

        put(RELEASE, "{\"folder\": \"release/1/\"}");

        RunLine run = Await.atMost(AN_EVENT_TAKES, "the run for the event", () -> only("release", "COMPLETED"));
        assertThat(run.slot()).startsWith("event/");
        assertThat(new DynamoRuns(aws.dynamoDb(), here.table())
                        .find(run.id())
                        .orElseThrow()
                        .job()
                        .params()
                        .path("prefix")
                        .asText())
                .isEqualTo("release/1/");
    }

    @Test
    void eventThatTwoRulesBringIsOneRun() throws Exception {
        String twice = "Brought Twice";
        rule("first", twice, job("brought", "/detail/folder"));
        rule("second", twice, job("brought", "/detail/folder"));

        put(twice, "{\"folder\": \"brought/\"}");

        Await.atMost(AN_EVENT_TAKES, "the run for the event", () -> only("brought", "COMPLETED"));
        assertThat(stage.cloud().awaitStill(AN_EVENT_TAKES)).isTrue();
        assertThat(runs("brought")).hasSize(1);
    }

    @Test
    void sampleRulesHaveOneJobFollowOnAnother() throws Exception {
        deploySamples();

        here.function().call(Ask.apply("nightly-exports", BUCKET).dryRun());

        RunLine next = Await.atMost(AN_EVENT_TAKES, "the job that follows", () -> runs("export-manifests").stream()
                .findFirst());
        assertThat(next.slot()).startsWith("event/");
        assertThat(stage.cloud().awaitStill(AN_EVENT_TAKES)).isTrue();
        assertThat(runs("export-manifests")).hasSize(1);
    }

    @Test
    void everyEventOnTheBusIsAsItsSchemaSays() throws Exception {
        String url = sqs.createQueue(queue -> queue.queueName("told")).queueUrl();
        String arn = String.valueOf(
                sqs.getQueueAttributes(queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
        sqs.setQueueAttributes(queue -> queue.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, letIn(arn))));
        bridge.putRule(rule -> rule.name("all").eventBusName(bus()).eventPattern("{\"source\": [\"broom\"]}"));
        bridge.putTargets(rule -> rule.rule("all")
                .eventBusName(bus())
                .targets(Target.builder().id("queue").arn(arn).build()));

        here.function().call(Ask.apply("told", BUCKET).dryRun());
        here.function().call(Ask.apply("told", here.missing()).slot("fails"));
        aws.s3().putObject(put -> put.bucket(BUCKET).key("told/1"), RequestBody.empty());
        here.function().call(Ask.apply("told", BUCKET).slot("blocks").job(job -> job.putObject("limits")
                .put("items", 0)));

        List<String> types = new ArrayList<>();
        Await.atMost(AN_EVENT_TAKES, "what three runs tell", () -> {
            for (JsonNode event : received(url)) {
                PublishedEvents.check(event.path("detail-type").asText(), event.path("detail"));
                if (event.at("/detail/job").asText().equals("told")) {
                    types.add(event.path("detail-type").asText());
                }
            }
            return Optional.of(types).filter(told -> told.containsAll(TOLD));
        });
        assertThat(types).containsAll(TOLD);
    }

    /** The template that the documentation shows, as a stack of its own. */
    private void deploySamples() {
        String queue = sqs.listQueues().queueUrls().stream()
                .filter(url -> url.contains("OnFailureQueue"))
                .findFirst()
                .orElseThrow();
        stage.cloud()
                .deploy(
                        Checkout.root().resolve("docs/samples/event-rules.yaml"),
                        "rules",
                        Map.of(
                                "Function",
                                here.name(),
                                "Bus",
                                bus(),
                                "RuleState",
                                "ENABLED",
                                "GivenUp",
                                arn("sqs", queue.substring(queue.lastIndexOf('/') + 1))));
    }

    private String arn(String service, String resource) {
        return stage.cloud().account().arn(service, resource);
    }

    private static ObjectNode job(String name, String pointer) {
        ObjectNode job = JSON.createObjectNode()
                .put("name", name)
                .put("task", "s3-stale-objects")
                .put("maxPerHour", 5);
        job.putObject("params")
                .put("bucket", BUCKET)
                .put("olderThan", "P1D")
                .putObject("prefix")
                .put("$event", pointer);
        return job;
    }

    /** A rule that calls the function as the documentation says, on events of this type. */
    private void rule(String name, String detailType, ObjectNode job) {
        bridge.putRule(rule ->
                rule.name(name).eventBusName(bus()).eventPattern("{\"detail-type\": [\"" + detailType + "\"]}"));
        bridge.putTargets(rule -> rule.rule(name)
                .eventBusName(bus())
                .targets(Target.builder()
                        .id("broom")
                        .arn(arn("lambda", "function:" + here.name()))
                        .inputTransformer(input ->
                                input.inputTemplate("{\"job\": " + job + ", \"event\": <aws.events.event.json>}"))
                        .build()));
    }

    private void put(String detailType, String detail) {
        assertThat(bridge.putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                                .eventBusName(bus())
                                .source("com.example.releases")
                                .detailType(detailType)
                                .detail(detail)
                                .build()))
                        .failedEntryCount())
                .isZero();
    }

    private List<JsonNode> received(String url) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (Message message : sqs.receiveMessage(
                        ask -> ask.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                .messages()) {
            events.add(JSON.readTree(message.body()));
            sqs.deleteMessage(done -> done.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
        return events;
    }

    private Optional<RunLine> only(String job, String state) {
        return runs(job).stream().filter(run -> run.status().equals(state)).findFirst();
    }

    private List<RunLine> runs(String job) {
        return new DynamoRuns(aws.dynamoDb(), here.table()).recent(new JobName(job), 10);
    }

    private String bus() {
        return here.task().getOrDefault("BROOM_BUS", "");
    }

    private static String letIn(String queue) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
                 "Action": "sqs:SendMessage", "Resource": "%s"}]}
                """
                .formatted(queue);
    }
}
