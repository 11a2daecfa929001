package cloud.broom.cli.demo;

import cloud.broom.aws.RunLine;
import cloud.broom.cli.local.Sandbox;
import cloud.broom.job.Job;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;

/** A schedule calls a version of the function that is not there: its slot becomes MISSED, with the reason, and the call is kept. */
record CallLost(FailingRun failing) implements Scene {
    private static final String JOB = "lost-logs";
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int LISTED = 5;

    @Override
    public void play(Stage stage) {
        Instant slot = stage.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        Job job = stage.job(JOB, Sandbox.BUCKET);
        schedule(stage, job, slot);
        stage.say("A schedule calls a version of the function that is gone: nobody takes the call.");
        RunId id = RunId.of(job.name(), new Slot(slot.toString()));
        boolean missed = stage.within(PATIENCE, () -> {
            ArchiveRun.look(stage, stage.broom());
            return line(stage, job, id).isPresent();
        });
        Optional<RunLine> line = line(stage, job, id);
        line.ifPresent(
                one -> stage.say("Its dead letter has: slot " + slot + " is " + one.status() + ", " + one.reason()));
        JsonNode letters = stage.type("redrive", "--list").path("letters");
        Optional<Mailbox.Received> alert = failing.next(JOB);
        alert.ifPresent(received -> stage.say("  | " + received.subject()));
        stage.expect("missed", true, missed);
        stage.expect("status", Status.MISSED.name(), line.map(RunLine::status).orElse(""));
        stage.expect("letters", 1, letters.size());
        stage.expect("alertReceived", true, alert.isPresent());
    }

    private static Optional<RunLine> line(Stage stage, Job job, RunId id) {
        return stage.broom().records().recent(job.name(), LISTED).stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
    }

    private static void schedule(Stage stage, Job job, Instant slot) {
        ObjectNode input = Json.object();
        input.set("job", Json.tree(job));
        input.put("slot", slot.toString());
        stage.scheduler().createSchedule(create -> create.name("demo-lost-call")
                .scheduleExpression("at(" + AT.format(slot) + ")")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn(stage.sandbox().functionArn("S3StaleObjectsFunction") + ":gone")
                        .roleArn(stage.sandbox().output("S3StaleObjectsScheduleRole"))
                        .retryPolicy(never -> never.maximumRetryAttempts(0))
                        .deadLetterConfig(letters -> letters.arn(stage.sandbox().output("OnFailureQueueArn")))
                        .input(input.toString())));
    }
}
