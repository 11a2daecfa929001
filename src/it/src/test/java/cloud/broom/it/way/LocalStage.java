package cloud.broom.it.way;

import cloud.broom.it.Checkout;
import cloud.broom.it.RealTime;
import cloud.broom.local.LocalCloud;
import cloud.broom.local.s3.Buckets;
import cloud.broom.local.template.Stack;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Stacks on a local cloud, whose functions are called in this process under their own roles. */
final class LocalStage implements AutoCloseable {
    static final String BUCKET = "way-target";
    static final String VERSIONED = "way-versioned";
    static final String MISSING = "way-missing";
    static final String TARGETS = String.join(",", BUCKET, VERSIONED, MISSING);

    private final LocalCloud cloud = LocalCloud.builder(RealTime.CLOCK).start();

    LocalStage() {
        cloud.s3().create(BUCKET);
        cloud.s3().create(VERSIONED);
        cloud.s3().enableVersioning(VERSIONED);
    }

    /** The template as it is: its functions can be called by each other as well. */
    Surroundings deploy() {
        return deploy(Checkout.root().resolve("template.yaml"), "way", TARGETS);
    }

    Surroundings deploy(Path template, String name, String targets) {
        Stack stack = cloud.deploy(
                template, name, Map.of("TargetBuckets", targets, "WatchdogState", "DISABLED", "InstallUndo", "true"));
        return new Surroundings(
                environment(stack, "S3StaleObjectsFunction"),
                environment(stack, "WatchdogFunction"),
                environment(stack, "UndoS3StaleObjectsFunction"),
                cloud.operatorEnvironment(),
                stack.physicalId("S3StaleObjectsFunction"),
                true,
                BUCKET,
                MISSING);
    }

    LocalCloud cloud() {
        return cloud;
    }

    Buckets s3() {
        return cloud.s3();
    }

    @Override
    public void close() {
        cloud.close();
    }

    /** What a function of a stack has in its environment, with the key of its role. */
    Map<String, String> environment(Stack stack, String function) {
        Map<String, String> environment =
                new HashMap<>(cloud.environmentFor(stack.physicalId(function + "Role"), function));
        environment.put("BROOM_TABLE", stack.physicalId("StateTable"));
        environment.put("BROOM_BUCKET", stack.physicalId("RecordBucket"));
        environment.put("BROOM_TOPIC", stack.physicalId("AlertTopic"));
        environment.put("BROOM_BUS", stack.physicalId("EventBus"));
        environment.put("BROOM_STACK", stack.physicalId("EventBus"));
        return environment;
    }
}
