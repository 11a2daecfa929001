package cloud.broom.run;

import java.time.Instant;
import java.util.Optional;

/** It will not move again. */
public record Ended(How how, String reason, Instant at) implements Halt {
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
