package cloud.broom.gate;

import cloud.broom.call.Invocation;
import cloud.broom.run.Halt;
import cloud.broom.run.Held;
import cloud.broom.run.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What may stop a run between two parts. */
public final class Brakes {
    private final Duration margin;

    /** Brakes that stop an invocation {@code margin} before its deadline: enough to finish a batch and to write where it stands. */
    public Brakes(Duration margin) {
        this.margin = margin;
    }

    /** Why the run is to halt here, if it is. An invocation that has not moved its run yet goes on, or no run might ever move. */
    public Optional<Halt> check(Held run, Invocation here) {
        return run.moved() && spent(here) ? Optional.of(suspended(here.now())) : Optional.empty();
    }

    /** Whether the invocation's time is up but for the margin. */
    public boolean spent(Invocation here) {
        return here.now().isAfter(here.deadline().minus(margin));
    }

    private static Halt suspended(Instant now) {
        return new Waiting(Waiting.Cause.BUDGET, now, "goes on in the next invocation");
    }
}
