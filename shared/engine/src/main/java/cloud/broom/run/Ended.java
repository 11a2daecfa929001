package cloud.broom.run;

import cloud.broom.retry.ErrorName;
import java.time.Instant;
import java.util.Optional;

/**
 * It will not move again.
 *
 * @param error what it ended of, if it ended of an error
 */
public record Ended(How how, String reason, Instant at, Optional<ErrorName> error) implements Halt {
    /** Without an error. */
    public Ended(How how, String reason, Instant at) {
        this(how, reason, at, Optional.empty());
    }

    /** Of an error. */
    public Ended(How how, ErrorName error, String reason, Instant at) {
        this(how, reason, at, Optional.of(error));
    }

    /** In what way. */
    public enum How {
        COMPLETED(Status.COMPLETED),
        PARTIAL(Status.PARTIAL),
        FAILED(Status.FAILED),
        CANCELLED(Status.CANCELLED),
        SKIPPED(Status.SKIPPED);

        private final Status status;

        How(Status status) {
            this.status = status;
        }
    }

    @Override
    public Status status() {
        return how.status;
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.empty();
    }
}
