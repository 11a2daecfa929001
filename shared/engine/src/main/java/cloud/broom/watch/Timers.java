package cloud.broom.watch;

import java.util.List;
import java.util.Optional;

/** The schedules that call a function of the stack's. A port. */
public interface Timers {
    /**
     * All of them.
     *
     * @throws Unanswered if they cannot be told
     */
    List<Timer> all();

    /**
     * One of them as it is now; empty if there is none.
     *
     * @throws Unanswered if it cannot be told
     */
    Optional<Timer> find(String arn);

    /** Nobody knows how the schedules stand. */
    final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unanswered(String what, Throwable cause) {
            super(what + ": " + cause.getMessage(), cause);
        }
    }
}
