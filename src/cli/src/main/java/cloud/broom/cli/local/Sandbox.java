package cloud.broom.cli.local;

import cloud.broom.cli.screen.Trouble;
import cloud.broom.local.LocalCloud;
import cloud.broom.local.template.Stack;
import cloud.broom.local.template.TemplateRefusedException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** The local cloud with template.yaml deployed as stack {@code broom}, and a bucket of logs most of which are stale. */
public final class Sandbox implements AutoCloseable {
    /** The stack's name, which is the one that commands look for when they are told none. */
    public static final String STACK = "broom";

    /** The bucket to clean. */
    public static final String BUCKET = "demo-logs";

    /** A bucket that keeps the versions of its few objects, all of them stale: what is deleted from it can be brought back. */
    public static final String VERSIONED_BUCKET = "demo-versions";

    /** A bucket that the stack may clean but that is not there. */
    public static final String MISSING_BUCKET = "demo-logs-of-last-year";

    /** Objects in the bucket, and how many of them under {@code app/} are older than 90 days. */
    public static final int OBJECTS = 3_000;

    public static final int STALE = 2_400;

    /** Objects in the bucket that keeps versions. */
    public static final int VERSIONED = 20;

    private static final int STALE_OF_FIVE = 4;
    private static final int OBJECT_BYTES = 48 * 1024;

    private final LocalCloud cloud;
    private final Path template;
    private final Clock clock;
    private final Stack stack;

    private Sandbox(LocalCloud cloud, Path template, Clock clock) {
        this.cloud = cloud;
        this.template = template;
        this.clock = clock;
        this.stack = cloud.deploy(
                template,
                STACK,
                Map.of(
                        "TargetBuckets",
                        String.join(",", BUCKET, VERSIONED_BUCKET, MISSING_BUCKET, Reports.BUCKET),
                        "InstallUndo",
                        "true"));
    }

    /**
     * Starts it; on return everything is deployed and answers.
     *
     * @param home the checkout whose template and functions are deployed
     * @param port where to listen; 0 is any free port
     * @param log gets each line that functions print, from their threads
     * @throws Trouble if what is to be deployed is not there, or cannot be deployed here
     */
    public static Sandbox start(Path home, Clock clock, int port, Consumer<String> log) {
        Path template = home.resolve("template.yaml");
        if (!Files.isRegularFile(template)) {
            throw Trouble.missing(
                    "there is no " + template.toAbsolutePath().normalize(), "Start broom from a checkout, by ./broom.");
        }
        LocalCloud cloud = LocalCloud.builder(clock).port(port).logListener(log).start();
        try {
            fill(cloud, clock.instant());
            return new Sandbox(cloud, template, clock);
        } catch (TemplateRefusedException refused) {
            cloud.close();
            throw Trouble.missing("the local cloud cannot deploy " + template + ": " + refused.getMessage(), "");
        } catch (RuntimeException failed) {
            cloud.close();
            throw failed;
        }
    }

    /** Four of five are months old; one of five is of the last days, and has to stay. */
    private static void fill(LocalCloud cloud, Instant now) {
        cloud.s3().create(BUCKET);
        for (int i = 0; i < OBJECTS; i++) {
            boolean stale = i % (STALE_OF_FIVE + 1) < STALE_OF_FIVE;
            Duration age = stale ? Duration.ofDays(91 + i % 300) : Duration.ofHours(i % 2000);
            cloud.s3().seed(BUCKET, "app/log-%05d.gz".formatted(i), OBJECT_BYTES, now.minus(age));
        }
        cloud.s3().create(VERSIONED_BUCKET);
        cloud.s3().enableVersioning(VERSIONED_BUCKET);
        for (int i = 0; i < VERSIONED; i++) {
            cloud.s3()
                    .seed(
                            VERSIONED_BUCKET,
                            "reports/%02d.csv".formatted(i),
                            OBJECT_BYTES,
                            now.minus(Duration.ofDays(100)));
        }
    }

    public URI endpoint() {
        return cloud.endpoint();
    }

    /** Deploys the second stack beside the first. */
    public SmallParts deploySmallParts() {
        return SmallParts.deploy(cloud, template, clock.instant());
    }

    /** Makes the bucket of reports, which is empty at first. */
    public Reports createReports() {
        return Reports.create(cloud);
    }

    /** What a shell needs to act as the operator. */
    public Map<String, String> environment() {
        return cloud.operatorEnvironment();
    }

    /** What {@code Ref} gives for a resource of the stack. */
    public String physicalId(String logicalId) {
        return stack.physicalId(logicalId);
    }

    /**
     * An output of the stack.
     *
     * @throws IllegalArgumentException if the stack has none of that name
     */
    public String output(String name) {
        if (!stack.outputs().containsKey(name)) {
            throw new IllegalArgumentException("stack " + STACK + " has no output " + name);
        }
        return stack.outputs().get(name);
    }

    /** The ARN of one of the stack's functions. */
    public String functionArn(String logicalId) {
        return "arn:aws:lambda:" + cloud.account().region() + ":"
                + cloud.account().id() + ":function:" + physicalId(logicalId);
    }

    /** Takes a service down, as {@code Sns}, until {@link #bringBack}: every call to it is refused. */
    public void takeDown(String service) {
        cloud.faults().takeDown(service);
    }

    /** Ends what {@link #takeDown} began. */
    public void bringBack(String service) {
        cloud.faults().bringBack(service);
    }

    @Override
    public void close() {
        cloud.close();
    }
}
