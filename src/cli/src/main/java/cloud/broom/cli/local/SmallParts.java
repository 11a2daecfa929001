package cloud.broom.cli.local;

import cloud.broom.local.LocalCloud;
import cloud.broom.local.fault.Fault;
import cloud.broom.local.fault.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A second stack of the same template, which cleans a bucket of its own in small parts; made to see a cleaner die. */
public final class SmallParts {
    /** The stack's name. */
    public static final String STACK = "broom-small-parts";

    /** Its bucket: older objects first, as keys with a number that counts up have it. */
    public static final String BUCKET = "demo-archive";

    public static final int OBJECTS = 2_500;
    public static final int STALE = 2_000;

    /** Items per part; a page of the search is as long, so that the stale ones make five parts. */
    public static final int PART_ITEMS = 400;

    private static final String DELETE = "S3.DeleteObjects";
    private static final int OBJECT_BYTES = 16 * 1024;
    private static final Duration HELD = Duration.ofSeconds(5);

    private final LocalCloud cloud;

    private SmallParts(LocalCloud cloud) {
        this.cloud = cloud;
    }

    static SmallParts deploy(LocalCloud cloud, Path template, Instant now) {
        cloud.s3().create(BUCKET);
        for (int i = 0; i < OBJECTS; i++) {
            Duration age = i < STALE ? Duration.ofDays(91 + (STALE - i) / 10) : Duration.ofHours(OBJECTS - i);
            cloud.s3().seed(BUCKET, "app/log-%05d.gz".formatted(i), OBJECT_BYTES, now.minus(age));
        }
        cloud.deploy(template, STACK, Map.of("TargetBuckets", BUCKET, "PartItems", String.valueOf(PART_ITEMS)));
        return new SmallParts(cloud);
    }

    /**
     * Lets so many of the next deletes through and holds the one after them for some seconds, before it has its effect.
     *
     * @return tells when that one has come
     */
    public Fault holdDeleteAfter(int others) {
        return cloud.faults().armAfter(others, DELETE, new Trouble.Delay(HELD), 1);
    }

    /** Kills what runs of a function, as a crash of its process does. */
    public void kill(String function) {
        cloud.kill(function);
    }
}
