package cloud.broom.watch;

import cloud.broom.Outbox;
import cloud.broom.Unrunnable;
import cloud.broom.call.Invocation;
import cloud.broom.run.Due;
import cloud.broom.run.Runs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over what is due: runs are woken, then notices told. What fails is still due in the next pass; a wake that comes
 * early, late or twice is harmless, since what is to be done is read from the run's record.
 */
public final class Watchdog {
    private static final int AT_MOST = 200;
    /** A run that is due for so long although it is woken each minute is looked at. */
    private static final Duration OVERDUE = Duration.ofMinutes(30);

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Runs runs;
    private final Waker waker;
    private final Outbox outbox;
    private final Unrunnable unrunnable;

    public Watchdog(Runs runs, Waker waker, Outbox outbox) {
        this.runs = runs;
        this.waker = waker;
        this.outbox = outbox;
        this.unrunnable = new Unrunnable(runs, outbox);
    }

    public Pass pass(Invocation here) {
        List<Due.OfRun> wakes = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        runs.due(here.now(), AT_MOST)
                .forEach(due ->
                        due.match(wakes::add, notice -> notices.add(notice.id()), health -> false, timetable -> false));
        long woken = wakes.stream().filter(due -> woke(due, here)).count();
        long told = outbox.deliverDue(notices, here);
        return new Pass(woken, told, wakes.size() + notices.size() - woken - told);
    }

    private boolean woke(Due.OfRun due, Invocation here) {
        try {
            if (due.since().plus(OVERDUE).isBefore(here.now())) {
                LOG.error("run {} is due since {} and does not move", due.run(), due.since());
                unrunnable.endIfUnreadable(due, here);
            }
            waker.wake(due.run(), due.function());
            return true;
        } catch (Waker.Gone gone) {
            Optional<Due.OfRun> elsewhere = unrunnable.elsewhere(due);
            if (elsewhere.isPresent()) {
                return woke(elsewhere.get(), here);
            }
            LOG.error("run {} cannot go on: {}", due.run(), gone.getMessage());
            unrunnable.end(due, String.valueOf(gone.getMessage()), here);
            return true;
        } catch (Waker.Unreachable unreachable) {
            LOG.error(
                    "run {} was not woken ({}); it is due again in the next pass", due.run(), unreachable.getMessage());
            return false;
        }
    }

    /**
     * What a pass came to.
     *
     * @param woken runs whose function took the call, or that were ended because it cannot
     * @param told notices that were taken
     * @param left due still
     */
    public record Pass(long woken, long told, long left) {}
}
