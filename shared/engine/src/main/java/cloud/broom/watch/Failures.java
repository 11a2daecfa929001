package cloud.broom.watch;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one thing after the other be done: what fails keeps nothing else from being done, and is thrown in the end. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Optional<RuntimeException> first = Optional.empty();

    /**
     * Does it.
     *
     * @return what it says; false if it failed
     */
    boolean spare(String what, BooleanSupplier step) {
        return count(what, () -> step.getAsBoolean() ? 1 : 0) > 0;
    }

    /**
     * Does it.
     *
     * @return how much it says was done; 0 if it failed
     */
    long count(String what, LongSupplier step) {
        try {
            return step.getAsLong();
        } catch (RuntimeException failed) {
            LOG.error("{} failed, and the pass goes on", what, failed);
            first.ifPresentOrElse(earlier -> earlier.addSuppressed(failed), () -> first = Optional.of(failed));
            return 0;
        }
    }

    /** Throws what failed first, if anything did. */
    void rethrow() {
        first.ifPresent(failed -> {
            throw failed;
        });
    }
}
