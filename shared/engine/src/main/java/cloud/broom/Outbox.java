package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Outlet;
import cloud.broom.run.Runs;
import cloud.broom.run.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells notices that were written with the state they tell of. One that is not taken is due again in the agenda. */
public final class Outbox {
    /** A notice is left this long to whoever wrote it before the watchdog tells it. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    private static final Duration AGAIN = Duration.ofMinutes(2);
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Runs runs;
    private final Outlet outlet;

    public Outbox(Runs runs, Outlet outlet) {
        this.runs = runs;
        this.outlet = outlet;
    }

    /** Tells what has just been written. What fails is left to the watchdog: it is in the agenda already, and the run is recorded. */
    void deliver(List<Notice> written, Invocation here) {
        for (Notice notice : written) {
            try {
                outlet.deliver(notice);
                runs.delivered(notice.id(), here.now());
            } catch (Outlet.Undelivered | StoreUnavailable refused) {
                LOG.warn(
                        "notice {} is not known to be told ({}); the watchdog tells it again",
                        notice.id(),
                        refused.getMessage());
            }
        }
    }

    /**
     * Tells what is due, unless it has been told meanwhile.
     *
     * @return whether it was taken
     */
    public boolean deliverDue(String id, Invocation here) {
        for (Notice notice : runs.notice(id).stream().toList()) {
            try {
                outlet.deliver(notice);
                runs.delivered(id, here.now());
            } catch (Outlet.Undelivered refused) {
                LOG.warn("notice {} was not taken ({}); it is told again in {}", id, refused.getMessage(), AGAIN);
                runs.postpone(id, here.now().plus(AGAIN));
                return false;
            }
        }
        return true;
    }
}
