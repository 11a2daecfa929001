package cloud.broom.watch;

import cloud.broom.Outbox;
import cloud.broom.call.Invocation;
import cloud.broom.incident.Trouble;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.notice.Notice;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Report;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Timetable;
import cloud.broom.run.UnreadableRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts for the slots of jobs: each has a run, is made up for, or is recorded as MISSED. What is recorded is written under the
 * slot's own condition, so that a call which comes late and the record exclude each other.
 */
final class Timekeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);

    private final Runs runs;
    private final Waker waker;
    private final Realm realm;
    private final Bookkeeper books;
    private final Reports reports;

    Timekeeper(Runs runs, Waker waker, Realm realm, Outbox outbox) {
        this.runs = runs;
        this.waker = waker;
        this.realm = realm;
        this.books = new Bookkeeper(runs);
        this.reports = new Reports(runs, outbox);
    }

    /**
     * Accounts for what has had its time to start.
     *
     * @return whether nothing is left to do for now; if not, it is due again
     */
    boolean account(JobName job, Invocation here) {
        return realm.timetables()
                .find(job)
                .map(timetable -> account(timetable, hindrance(timetable), here))
                .orElse(true);
    }

    /** Nothing starts any more for slots until an instant: those without a run are missed. */
    boolean close(Timetable timetable, Instant until, String why, Invocation here) {
        Slots slots = Slots.of(timetable, realm.timetables(), until);
        return write(timetable, Misfires.close(timetable, slots, why, here.now()), here);
    }

    private boolean account(Timetable timetable, Optional<String> hindrance, Invocation here) {
        Instant now = here.now();
        Slots slots = Slots.of(timetable, realm.timetables(), now.minus(timetable.tolerance()));
        if (hindrance.isPresent()) {
            return write(timetable, Misfires.close(timetable, slots, hindrance.get(), now), here);
        }
        Misfires.Ruling ruling = Misfires.rule(timetable, slots, moving(timetable, slots), now);
        if (ruling.start().isEmpty()) {
            return write(timetable, ruling, here);
        }
        Optional<String> unfit = asItIs(timetable);
        if (unfit.isPresent()) {
            return write(timetable, Misfires.close(timetable, slots, unfit.get(), now), here);
        }
        return write(timetable, ruling, here) && start(timetable, ruling.start().get(), here);
    }

    /** Calls as the schedule would have. That it was tried has been written before, so it is not tried for ever. */
    private boolean start(Timetable timetable, Instant slot, Invocation here) {
        String payload = Json.write(Map.of("job", timetable.job(), "slot", slot.toString()));
        try {
            LOG.warn(
                    "job {} did not start for slot {}: it is called again",
                    timetable.job().name(),
                    slot);
            waker.call(payload, timetable.function());
            return true;
        } catch (Waker.Unreachable unreachable) {
            LOG.error("job {} was not called for slot {}: {}", timetable.job().name(), slot, unreachable.getMessage());
            return false;
        } catch (Waker.Gone gone) {
            return realm.timetables()
                    .find(timetable.job().name())
                    .map(now -> account(now, Optional.of(String.valueOf(gone.getMessage())), here))
                    .orElse(true);
        }
    }

    private boolean write(Timetable timetable, Misfires.Ruling ruling, Invocation here) {
        if (ruling.timetable().isEmpty() && ruling.missed().isEmpty()) {
            return true;
        }
        Instant now = here.now();
        Report report = Report.at(now)
                .missing(ruling.missed())
                .telling(ruling.missed().stream()
                        .<Notice>map(MissedNotices::event)
                        .toList());
        report = ruling.timetable().map(report::timing).orElse(report);
        if (ruling.trouble().isPresent()) {
            String why = ruling.trouble().get();
            Trouble trouble = Bookkeeper.missed(timetable.job(), ErrorName.MISSED, why);
            MissedNotices.Case told =
                    MissedNotices.Case.missed(timetable.job(), ruling.missed(), why, timetable.nextAfter(now));
            report = books.troubled(
                    report, timetable.job(), trouble, told, realm.site().of(here.function()));
        }
        return reports.write(report, here);
    }

    private boolean moving(Timetable timetable, Slots slots) {
        return timetable
                .misfired()
                .flatMap(made -> slots.use(made.slot()))
                .flatMap(SlotUse::run)
                .filter(this::lives)
                .isPresent();
    }

    /** One that cannot be read moves no more: it is ended in another way. */
    private boolean lives(RunId run) {
        try {
            return runs.find(run).filter(Run::live).isPresent();
        } catch (UnreadableRecord unreadable) {
            return false;
        }
    }

    private static Optional<String> hindrance(Timetable timetable) {
        return switch (timetable.status()) {
            case ENABLED -> Optional.empty();
            case DISABLED -> Optional.of(disabled(timetable));
            case GONE -> Optional.of(gone(timetable));
        };
    }

    /** Why a slot is not to be made up for, whatever was known of the schedule when it was last looked for. */
    private Optional<String> asItIs(Timetable timetable) {
        Optional<Timer> timer = realm.timers().find(timetable.schedule());
        if (timer.isEmpty()) {
            return Optional.of(gone(timetable));
        }
        return timer.get().enabled() ? Optional.empty() : Optional.of(disabled(timetable));
    }

    private static String disabled(Timetable timetable) {
        return "its schedule " + Timer.name(timetable.schedule()) + " is disabled";
    }

    private static String gone(Timetable timetable) {
        return "its schedule " + Timer.name(timetable.schedule()) + " is gone";
    }
}
