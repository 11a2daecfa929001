package cloud.broom.cli.local;

import cloud.broom.local.LocalCloud;
import cloud.broom.local.fault.Fault;
import cloud.broom.local.fault.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A bucket of a few objects, of which one can say how old they are and which of their reads fail; made to see what is left alone. */
public final class Reports {
    /** The bucket, which the stack {@link Sandbox#STACK} may clean. */
    public static final String BUCKET = "demo-reports";

    private static final Trouble DENIED = new Trouble.Refuse(403, "AccessDenied");

    private final LocalCloud cloud;

    private Reports(LocalCloud cloud) {
        this.cloud = cloud;
    }

    static Reports create(LocalCloud cloud) {
        cloud.s3().create(BUCKET);
        return new Reports(cloud);
    }

    /** Puts an object that was last modified then. */
    public void put(String key, Instant lastModified) {
        cloud.s3().seed(BUCKET, key, content(key), lastModified);
    }

    /** The bytes of an object of that key. */
    public static byte[] content(String key) {
        return ("report " + key + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Denies the next call of an operation, whoever makes it.
     *
     * @param operation such as {@code S3.GetBucketTagging}
     * @return tells when that one has come
     */
    public Fault deny(String operation) {
        return cloud.faults().arm(operation, DENIED, 1);
    }
}
