package cloud.broom.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;

/**
 * An invocation holds it.
 *
 * @param holder the Lambda request that does
 * @param leaseExpires after this the holder is dead for certain: its deadline and a margin for clocks that differ
 */
public record Running(String holder, Instant leaseExpires) implements State {
    @Override
    public Status status() {
        return Status.RUNNING;
    }

    @Override
    @JsonIgnore
    public String reason() {
        return "";
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.of(leaseExpires);
    }
}
