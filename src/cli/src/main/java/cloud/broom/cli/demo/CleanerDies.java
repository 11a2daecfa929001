package cloud.broom.cli.demo;

import cloud.broom.cli.local.SmallParts;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.json.Json;
import cloud.broom.local.fault.Fault;
import cloud.broom.plan.Totals;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** An invocation is killed in the midst of deleting: it writes nothing more, not even that it died. */
record CleanerDies(ArchiveRun archive) implements Chapter {
    private static final int APPLIED = 2;
    private static final int DELETED = APPLIED * SmallParts.PART_ITEMS;

    /** What is in the bucket while nobody works on the run. */
    static final int LEFT = SmallParts.OBJECTS - DELETED;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A lease ends ten seconds after the invocation that holds it must; the template's least is a minute. */
    private static final int TIMEOUT_SECONDS = 18;

    @Override
    public String title() {
        return "A cleaner is killed while it deletes";
    }

    @Override
    public String shown(Stage stage) {
        return "an invocation was killed while it deleted part 3 of " + ArchiveRun.PARTS
                + "; nothing that it tried after that reached anything";
    }

    @Override
    public void play(Stage stage) {
        SmallParts small = stage.sandbox().deploySmallParts();
        try (Deployment stack = ArchiveRun.stack(stage)) {
            String function = stack.function("s3-stale-objects");
            stage.lambda().updateFunctionConfiguration(update -> update.functionName(function)
                    .timeout(TIMEOUT_SECONDS));
            stage.say(String.format(
                    Locale.ROOT,
                    "Stack %s cleans bucket %s (%,d objects, %,d of them stale) in parts of %d;",
                    SmallParts.STACK,
                    SmallParts.BUCKET,
                    SmallParts.OBJECTS,
                    SmallParts.STALE,
                    SmallParts.PART_ITEMS));
            stage.say("its function may run for " + TIMEOUT_SECONDS + " s, so that its lease is worth waiting for.");
            Fault third = small.holdDeleteAfter(APPLIED);
            start(stage, function);
            boolean deleting = stage.within(PATIENCE, () -> {
                wakeIfDue(stage, stack);
                return third.struck() > 0;
            });
            small.kill(function);
            stage.expect("killedWhileDeleting", true, deleting);
            stack.records().run(archive.id(stage)).ifPresent(run -> show(stage, run));
        }
    }

    /** On a slow machine the invocation's time may be up before it comes to part 3: then the run goes on in the next one. */
    private void wakeIfDue(Stage stage, Deployment stack) {
        if (archive.due(stage, stack, stage.now())) {
            ArchiveRun.look(stage, stack);
            stage.figure("woken", stage.within(PATIENCE, () -> !archive.due(stage, stack, stage.now())));
        }
    }

    private void start(Stage stage, String function) {
        ObjectNode call = Json.object();
        call.set("job", Json.tree(archive.job(stage)));
        call.put("mode", "apply");
        call.put("slot", archive.slot().text());
        stage.lambda().invoke(invoke -> invoke.functionName(function)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(call.toString())));
    }

    private static void show(Stage stage, Run run) {
        Totals totals = run.progress().totals();
        Instant lease = run.state().wakeAt().orElse(stage.now());
        int left = Bucket.list(stage.s3(), SmallParts.BUCKET).size();
        stage.say(String.format(
                Locale.ROOT,
                "Killed, with the delete of part %d of %d on its way. Run %s is still %s:",
                run.progress().applied() + 1,
                run.progress().parts(),
                run.id(),
                run.state().status()));
        stage.say(String.format(
                Locale.ROOT,
                "%,d found, %,d deleted. A listing of the bucket has %,d objects.",
                totals.found(),
                totals.done(),
                left));
        stage.say("Its lease ends at " + lease.truncatedTo(ChronoUnit.SECONDS)
                + "; nobody may take the run before. Until then:");
        stage.expect("state", Status.RUNNING, run.state().status());
        stage.expect("parts", ArchiveRun.PARTS, run.progress().parts());
        stage.expect("partsApplied", APPLIED, run.progress().applied());
        stage.expect("done", DELETED, totals.done());
        stage.expect("objectsLeft", LEFT, left);
    }
}
