package cloud.broom.watch;

import java.util.Optional;
import java.util.function.BooleanSupplier;
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
        try {
            return step.getAsBoolean();
        } catch (RuntimeException failed) {
            LOG.error("{} failed, and the pass goes on", what, failed);
            first.ifPresentOrElse(earlier -> earlier.addSuppressed(failed), () -> first = Optional.of(failed));
            return false;
        }
    }

    /** Throws what failed first, if anything did. */
    void rethrow() {
        first.ifPresent(failed -> {
            throw failed;
        });
    }
}
