package cloud.broom.watch;

import cloud.broom.call.Invocation;
import java.time.Duration;
import java.time.Instant;

/** The time of one pass. */
final class Budget {
    private static final int PERCENT = 100;

    private final Invocation here;
    private final Duration whole;

    Budget(Invocation here) {
        this.here = here;
        this.whole = Duration.between(here.now(), here.deadline());
    }

    /** Whether more than so many percent of it are left. */
    boolean left(int percent) {
        Instant until = here.deadline().minus(whole.multipliedBy(percent).dividedBy(PERCENT));
        return here.now().isBefore(until);
    }
}
