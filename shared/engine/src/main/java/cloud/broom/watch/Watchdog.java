package cloud.broom.watch;

import cloud.broom.Outbox;
import cloud.broom.Unrunnable;
import cloud.broom.call.Invocation;
import cloud.broom.run.Due;
import cloud.broom.run.Runs;
import cloud.broom.run.StoreUnavailable;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over what is due: runs are woken, then slots accounted for, notices told, calls that nobody could take looked at, and
 * every few minutes the schedules. What fails is still due in the next pass, and keeps nothing else from being done; a wake that
 * comes early, late or twice is harmless, since what is to be done is read from the run's record.
 *
 * <p>A pass of which any part failed throws in the end, so that the alarm which counts passes that succeeded is never told that
 * all is well: one such pass is forgotten, five in a row are not. What was only not taken, as a notice or a wake, is no failure.
 */
public final class Watchdog {
    private static final int AT_MOST = 1000;
    /** A run that is due for so long although it is woken each minute is looked at. */
    private static final Duration OVERDUE = Duration.ofMinutes(30);

    private static final int SURVEY_MINUTES = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Runs runs;
    private final Waker waker;
    private final Outbox outbox;
    private final Unrunnable unrunnable;
    private final Timekeeper timekeeper;
    private final LostCalls lostCalls;
    private final Survey survey;
    private final Reminders reminders;
    /** One that failed is tried again in the next pass, so that it fails as often as others and is noticed. */
    private boolean surveyOwed = true;

    public Watchdog(Runs runs, Waker waker, Outbox outbox, Realm realm) {
        this.runs = runs;
        this.waker = waker;
        this.outbox = outbox;
        this.unrunnable = new Unrunnable(runs, outbox, realm.site());
        this.timekeeper = new Timekeeper(runs, waker, realm, outbox);
        this.lostCalls = new LostCalls(runs, realm, outbox);
        this.survey = new Survey(runs, realm, timekeeper, outbox);
        this.reminders = new Reminders(runs, outbox, realm.site());
    }

    /** The same in an environment that has made a survey already, and waits for the next one's time. */
    public Watchdog warm() {
        surveyOwed = false;
        return this;
    }

    /**
     * Does what is due, as far as the time lasts.
     *
     * @throws StoreUnavailable if the agenda cannot be read, and nothing was done; else what failed first
     */
    public Pass pass(Invocation here) {
        Agenda due = Agenda.of(runs.due(here.now(), AT_MOST));
        Failures failures = new Failures();
        Budget budget = new Budget(here);
        long woken = done(due.wakes(), 10, budget, wake -> failures.spare("wake " + wake, () -> woke(wake, here)));
        long kept = done(
                due.slots(),
                50,
                budget,
                job -> failures.spare("timetable of " + job, () -> timekeeper.account(job, here)));
        long told = failures.count("notices", () -> outbox.deliverDue(due.notices(), here));
        due.troubled().forEach(job -> failures.spare("reminders of " + job, () -> reminders.remind(job, here)));
        failures.spare("the queue of lost calls", () -> lostCalls.take(here, () -> budget.left(25)));
        failures.spare("survey of the schedules", () -> survey(here, budget));
        Pass pass = new Pass(woken, told, due.size() - woken - kept - told);
        LOG.info("heartbeat: {}, slots of {} timetables accounted for", pass, kept);
        failures.rethrow();
        return pass;
    }

    private boolean survey(Invocation here, Budget budget) {
        boolean isTime = here.now().atOffset(ZoneOffset.UTC).getMinute() % SURVEY_MINUTES == 0;
        if ((isTime || surveyOwed) && budget.left(15)) {
            surveyOwed = true;
            survey.survey(here);
            surveyOwed = false;
        }
        return true;
    }

    private static <T> long done(List<T> due, int reserve, Budget budget, Predicate<T> step) {
        return due.stream().takeWhile(any -> budget.left(reserve)).filter(step).count();
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
