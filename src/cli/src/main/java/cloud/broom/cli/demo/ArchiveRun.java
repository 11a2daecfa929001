package cloud.broom.cli.demo;

import cloud.broom.cli.local.SmallParts;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.job.Job;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.run.Run;
import java.time.Instant;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** The run whose cleaner dies: on the second stack, in five parts. */
record ArchiveRun(Slot slot) {
    static final int PARTS = SmallParts.STALE / SmallParts.PART_ITEMS;

    ArchiveRun() {
        this(new Slot("demo/crash"));
    }

    Job job(Stage stage) {
        return stage.job("stale-archive", SmallParts.BUCKET);
    }

    RunId id(Stage stage) {
        return RunId.of(job(stage).name(), slot);
    }

    static Deployment stack(Stage stage) {
        return Deployment.find(stage.sandbox().environment(), SmallParts.STACK);
    }

    /** Whether the watchdog, if it were to look now, would find the run due. */
    static boolean due(Run run, Instant now) {
        return run.state().wakeAt().filter(at -> !at.isAfter(now)).isPresent();
    }

    /** Lets the watchdog's function look, as its schedule does each minute. */
    static void look(Stage stage, Deployment stack) {
        stage.lambda().invoke(invoke -> invoke.functionName(stack.function("watchdog"))
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{}")));
    }
}
