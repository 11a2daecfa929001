package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.aws.Aws;
import cloud.broom.cli.local.Sandbox;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.stack.Ask;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Pause;
import cloud.broom.job.Job;
import cloud.broom.job.JobReader;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.run.Run;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What chapters act on and speak from: the sandbox, reached through the AWS APIs only, and the figures that come out. */
final class Stage implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int ITEMS = 5_000;

    private final Sandbox sandbox;
    private final Deployment broom;
    private final Aws aws;
    private final Clock clock;
    private final Pause pause;
    private final Consumer<String> narrator;
    private final Figures figures = new Figures();
    private final Commands commands;
    private String place = "";

    /**
     * @param commands types what people type
     * @param narrator gets each line of the story
     */
    Stage(Sandbox sandbox, Clock clock, Pause pause, Commands commands, Consumer<String> narrator) {
        this.sandbox = sandbox;
        this.clock = clock;
        this.pause = pause;
        this.commands = commands;
        this.narrator = narrator;
        this.aws = Aws.of(sandbox.environment());
        this.broom = Deployment.find(sandbox.environment(), Sandbox.STACK);
    }

    void play(Chapter next) {
        place = next.getClass().getSimpleName();
        next.play(this);
    }

    /** Plays a scene of the chapter that is being played; its figures are its own. */
    void play(Scene next) {
        String chapter = place;
        place = chapter + "/" + next.getClass().getSimpleName();
        next.play(this);
        place = chapter;
    }

    /** A line of the story; what it holds of others' text is made plain. */
    void say(String line) {
        narrator.accept("   " + Plain.text(line));
    }

    void figure(String name, Object value) {
        figures.note(place, name, value);
    }

    void expect(String name, Object expected, Object actual) {
        figures.expect(place, name, expected, actual);
    }

    Figures figures() {
        return figures;
    }

    Instant now() {
        return clock.instant();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Deployment broom() {
        return broom;
    }

    S3Client s3() {
        return aws.s3();
    }

    SnsClient sns() {
        return aws.sns();
    }

    SqsClient sqs() {
        return aws.configured(SqsClient.builder(), "SQS").build();
    }

    LambdaClient lambda() {
        return aws.lambda();
    }

    SchedulerClient scheduler() {
        return aws.configured(SchedulerClient.builder(), "SCHEDULER").build();
    }

    /** The job of the demo, on a bucket. */
    Job job(String name, String bucket) {
        return job(name, bucket, "app/", ITEMS);
    }

    /** The same, for other keys and with another limit. */
    Job job(String name, String bucket, String prefix, int items) {
        return JobReader.read(
                Json.parse(
                        """
                        {"name": "%s", "task": "s3-stale-objects", "owner": "demo",
                         "params": {"bucket": "%s", "prefix": "%s", "olderThan": "P90D"}, "limits": {"items": %d},
                         "approval": {"irreversible": "waived"}}
                        """
                                .formatted(name, bucket, prefix, items),
                        "job"),
                "job");
    }

    /** Calls the deployed function, as a person would. */
    Answer call(Job job, Mode mode, Slot slot) {
        return broom.call(Ask.of(job.in(mode), mode, slot));
    }

    /** Types a command of broom, as a person would in a shell of the sandbox's; what it answers to a script. */
    JsonNode type(String... words) {
        say("  $ broom " + Stream.of(words).map(Plain::word).collect(Collectors.joining(" ")));
        Commands.Said said = commands.type(sandbox.environment(), List.of(words));
        expect("exit", 0, said.exit());
        return Json.parse(said.out(), "what broom " + words[0] + " said");
    }

    /** Waits for a run that something else starts, until it has ended; empty if it does not within half a minute. */
    Optional<Run> ended(RunId id) {
        boolean ended = within(
                PATIENCE,
                () -> broom.records().run(id).filter(run -> !run.live()).isPresent());
        return ended ? broom.records().run(id) : Optional.empty();
    }

    /** Waits until something is so; false if it is not within that time. */
    boolean within(Duration longest, BooleanSupplier so) {
        Instant latest = clock.instant().plus(longest);
        boolean reached = so.getAsBoolean();
        while (!reached && clock.instant().isBefore(latest)) {
            pause.hold(LOOK);
            reached = so.getAsBoolean();
        }
        return reached;
    }

    @Override
    public void close() {
        broom.close();
        aws.close();
    }
}
