package cloud.broom.watch;

import cloud.broom.Outbox;
import cloud.broom.call.Invocation;
import cloud.broom.incident.Trouble;
import cloud.broom.job.Alerting;
import cloud.broom.job.Job;
import cloud.broom.job.Slot;
import cloud.broom.notice.Alert;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Letter;
import cloud.broom.run.Missed;
import cloud.broom.run.Report;
import cloud.broom.run.Runs;
import cloud.broom.run.Timetable;
import cloud.broom.schedule.Misfire;
import cloud.broom.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records what the loss of a call for a slot comes to. */
final class LostSlots {
    private final Realm realm;
    private final Bookkeeper books;
    private final Reports reports;

    LostSlots(Runs runs, Realm realm, Outbox outbox) {
        this.realm = realm;
        this.books = new Bookkeeper(runs);
        this.reports = new Reports(runs, outbox);
    }

    /** Whether it is recorded; if not, something got in the way, and the message comes again. */
    boolean lost(Job job, Slot slot, Letter letter, Invocation here) {
        if (slot.instant().isEmpty()) {
            return failed(job, letter, here);
        }
        return awaited(job, slot.instant().get()) ? kept(letter, here) : missed(job, slot, letter, here);
    }

    /** Whether the job's timetable will see to the slot when its time to start is over: it may yet be made up for. */
    private boolean awaited(Job job, Instant slot) {
        return realm.timetables()
                .find(job.name())
                .filter(known -> known.status() == Timetable.Status.ENABLED)
                .filter(known -> slot.isAfter(known.upTo()))
                .filter(known -> !known.between(slot.minusMillis(1), slot).isEmpty())
                .map(known -> known.job().schedule().map(Schedule::misfire).orElse(Misfire.RUN_ONCE))
                .filter(policy -> policy.most() > 0)
                .isPresent();
    }

    private boolean kept(Letter letter, Invocation here) {
        Letter kept = fated(letter, "its slot is made up for, or recorded as MISSED, when its time is over");
        return reports.write(Report.at(here.now()).keeping(kept), here);
    }

    private boolean missed(Job job, Slot slot, Letter letter, Invocation here) {
        Missed missed = new Missed(job.name(), slot, job.task(), job.mode(), letter.why(), here.now());
        Optional<Instant> next = realm.timetables().find(job.name()).flatMap(known -> known.nextAfter(here.now()));
        Report report = Report.at(here.now())
                .missing(List.of(missed))
                .telling(List.of(MissedNotices.event(missed)))
                .keeping(fated(letter, "its slot is MISSED"));
        Trouble trouble = Bookkeeper.missed(job, ErrorName.MISSED, letter.why());
        MissedNotices.Case told = MissedNotices.Case.missed(job, List.of(missed), letter.why(), next);
        return reports.write(
                books.troubled(report, job, trouble, told, realm.site().of(here.function())), here);
    }

    private boolean failed(Job job, Letter letter, Invocation here) {
        Trouble trouble = new Trouble(
                job.mode(),
                ErrorName.NOT_DELIVERED,
                Alerting.About.MISSED,
                Alert.Severity.ERROR,
                letter.why(),
                Optional.empty());
        Report report = Report.at(here.now()).keeping(fated(letter, "it started no run"));
        MissedNotices.Case told = MissedNotices.Case.lost(job, letter.id(), letter.why());
        return reports.write(
                books.troubled(report, job, trouble, told, realm.site().of(here.function())), here);
    }

    private static Letter fated(Letter letter, String fate) {
        return new Letter(
                letter.id(),
                letter.job(),
                letter.function(),
                letter.payload(),
                letter.slot(),
                letter.why(),
                fate,
                letter.at());
    }
}
