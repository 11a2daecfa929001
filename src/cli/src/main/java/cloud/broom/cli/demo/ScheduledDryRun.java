package cloud.broom.cli.demo;

import cloud.broom.cli.local.Sandbox;
import cloud.broom.cli.screen.Sizes;
import cloud.broom.job.Job;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.plan.PlanPart;
import cloud.broom.plan.Planned;
import cloud.broom.plan.Totals;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;

/** A schedule of EventBridge Scheduler calls the function under the schedule's own role; the function only looks. */
record ScheduledDryRun(LogsRun logs) implements Chapter {
    private static final int SAMPLES = 3;
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public String title() {
        return "A schedule fires, and a dry run shows what would go";
    }

    @Override
    public String shown(Stage stage) {
        return String.format(
                Locale.ROOT,
                "a schedule fired, and its dry run listed %,d of %,d objects with the reason for each; none went",
                Sandbox.STALE,
                Sandbox.OBJECTS);
    }

    @Override
    public void play(Stage stage) {
        Job job = logs.job(stage);
        Instant at = stage.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
        schedule(stage, job, at);
        stage.say("Schedule demo-once, at(" + AT.format(at) + "), calls "
                + stage.sandbox().physicalId("S3StaleObjectsFunction"));
        stage.say("under its own role, with job " + job.name() + ": " + job.params());
        Optional<Run> ended = stage.ended(RunId.of(job.name(), new Slot(at.toString())));
        stage.expect("fired", true, ended.isPresent());
        ended.ifPresent(run -> show(stage, run));
    }

    private void show(Stage stage, Run run) {
        Totals totals = run.progress().totals();
        stage.say("It fired. Run " + run.id() + " is " + run.state().status() + ":");
        stage.say(String.format(
                Locale.ROOT,
                "it looked at %,d objects, and %,d of them (%s) would go. For instance:",
                totals.scanned(),
                totals.found(),
                Sizes.of(totals.bytes())));
        stage.broom().records().part(run.planPart(1)).stream()
                .flatMap(stored -> PlanPart.decode(stored, run.planPart(1)).items().stream())
                .limit(SAMPLES)
                .forEach(item -> stage.say("  " + because(item)));
        int left = Bucket.list(stage.s3(), Sandbox.BUCKET).size();
        stage.say(String.format(Locale.ROOT, "A listing of the bucket still has %,d objects.", left));
        stage.expect("state", Status.COMPLETED, run.state().status());
        stage.expect("scanned", Sandbox.OBJECTS, totals.scanned());
        stage.expect("found", Sandbox.STALE, totals.found());
        stage.expect("done", 0, totals.done());
        stage.expect("objectsLeft", Sandbox.OBJECTS, left);
    }

    private static String because(Planned item) {
        return item.id() + "  "
                + item.evidence().stream()
                        .map(evidence ->
                                evidence.predicate() + " " + evidence.verdict() + ", it is of " + evidence.seen())
                        .collect(Collectors.joining("; "));
    }

    private static void schedule(Stage stage, Job job, Instant at) {
        ObjectNode input = Json.object();
        input.set("job", Json.tree(job));
        input.put("mode", "dry-run");
        input.put("slot", "<aws.scheduler.scheduled-time>");
        stage.scheduler().createSchedule(create -> create.name("demo-once")
                .scheduleExpression("at(" + AT.format(at) + ")")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn(stage.sandbox().functionArn("S3StaleObjectsFunction"))
                        .roleArn(stage.sandbox().output("S3StaleObjectsScheduleRole"))
                        .input(input.toString())));
    }
}
