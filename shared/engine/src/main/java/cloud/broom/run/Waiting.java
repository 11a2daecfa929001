package cloud.broom.run;

import java.time.Instant;
import java.util.Optional;

/** It goes on, or is given up, at an instant. */
public record Waiting(Cause cause, Instant until, String reason) implements Halt {
    /** What it waits for. */
    public enum Cause {
        BUDGET(Status.SUSPENDED),
        RETRY(Status.AWAITING_RETRY),
        QUEUE(Status.QUEUED),
        LIMIT(Status.BLOCKED),
        APPROVAL(Status.AWAITING_APPROVAL),
        WINDOW(Status.SUSPENDED);

        private final Status status;

        Cause(Status status) {
            this.status = status;
        }
    }

    @Override
    public Status status() {
        return cause.status;
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.of(until);
    }

    /** Whether it waits for a person: such a run is given up, not gone on with, when its time has come. */
    boolean parked() {
        return cause == Cause.LIMIT || cause == Cause.APPROVAL;
    }
}
