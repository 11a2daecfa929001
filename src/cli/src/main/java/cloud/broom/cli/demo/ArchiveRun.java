package cloud.broom.cli.demo;

import cloud.broom.cli.local.SmallParts;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.job.Job;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
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

    /** Whether the watchdog, if it looks at that instant, finds the run due. */
    boolean due(Stage stage, Deployment stack, Instant at) {
        return stack.records()
                .run(id(stage))
                .flatMap(run -> run.state().wakeAt())
                .filter(wake -> !wake.isAfter(at))
                .isPresent();
    }

    /** Lets the watchdog's function look, as its schedule does each minute. */
    static void look(Stage stage, Deployment stack) {
        stage.lambda().invoke(invoke -> invoke.functionName(stack.function("watchdog"))
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{}")));
    }
}
