package cloud.broom.watch;

import cloud.broom.Outbox;
import cloud.broom.call.Invocation;
import cloud.broom.incident.Trouble;
import cloud.broom.job.JobName;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.notice.Alert;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Report;
import cloud.broom.run.Runs;
import cloud.broom.run.Timetable;
import cloud.broom.schedule.InvalidScheduleException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the timetables with the stack's schedules, so that a job whose schedule never fired is known, and one that is gone. */
final class Survey {
    private final Runs runs;
    private final Realm realm;
    private final Timekeeper timekeeper;
    private final Bookkeeper books;
    private final Outbox outbox;
    private final Reports reports;

    Survey(Runs runs, Realm realm, Timekeeper timekeeper, Outbox outbox) {
        this.runs = runs;
        this.realm = realm;
        this.timekeeper = timekeeper;
        this.books = new Bookkeeper(runs);
        this.outbox = outbox;
        this.reports = new Reports(runs, outbox);
    }

    /** Looks at every schedule. One that nothing can be made of keeps no other from being looked at. */
    void survey(Invocation here) {
        Failures failures = new Failures();
        Map<String, List<Scheduled>> byJob = new TreeMap<>();
        Set<String> unread = new HashSet<>();
        for (Timer timer : realm.timers().all()) {
            unread.add(timer.arn());
            failures.spare("schedule " + timer.arn(), () -> {
                Optional<Scheduled> one = read(timer, here);
                one.ifPresent(its -> {
                    byJob.computeIfAbsent(its.job().name().value(), any -> new ArrayList<>())
                            .add(its);
                    unread.remove(timer.arn());
                });
                return one.isPresent();
            });
        }
        Map<JobName, Timetable> known = realm.timetables().all().stream()
                .collect(Collectors.toMap(one -> one.job().name(), Function.identity()));
        byJob.values().forEach(those -> {
            JobName job = those.get(0).job().name();
            failures.spare("survey of job " + job, () -> seen(those, Optional.ofNullable(known.get(job)), here));
        });
        known.values().stream()
                .filter(one -> !byJob.containsKey(one.job().name().value()) && !unread.contains(one.schedule()))
                .forEach(one -> failures.spare("end of " + one.schedule(), () -> gone(one, here)));
        failures.rethrow();
    }

    private Optional<Scheduled> read(Timer timer, Invocation here) {
        try {
            return Scheduled.of(timer, runs);
        } catch (Refused | InvalidScheduleException misfit) {
            unreadable(timer, String.valueOf(misfit.getMessage()), here);
            return Optional.empty();
        }
    }

    private boolean seen(List<Scheduled> those, Optional<Timetable> known, Invocation here) {
        Scheduled kept = those.stream()
                .min(Comparator.comparing((Scheduled one) -> !one.timer().enabled())
                        .thenComparing(one -> !known.map(Timetable::schedule)
                                .equals(Optional.of(one.timer().arn())))
                        .thenComparing(one -> one.timer().arn()))
                .orElseThrow();
        Optional<String> several = those.stream()
                .filter(one -> !one.equals(kept) && one.timer().enabled())
                .findFirst()
                .map(other -> "schedules " + kept.timer().name() + " and "
                        + other.timer().name() + " both call for it: only slots of the first are looked after");
        agree(kept, kept.mismatch().or(() -> several), here);
        return known.map(one -> changed(kept, one, here)).orElseGet(() -> registered(kept, 0, here));
    }

    private boolean registered(Scheduled one, long version, Invocation here) {
        if (!one.timer().enabled()) {
            return true;
        }
        Timetable fresh = one.timetable(one.since(here.now()), Optional.empty(), version + 1);
        return reports.write(Report.at(here.now()).timing(fresh), here);
    }

    private boolean changed(Scheduled one, Timetable known, Invocation here) {
        if (known.status() == Timetable.Status.GONE) {
            return registered(one, known.version(), here);
        }
        Timetable wanted = one.timetable(known.upTo(), known.misfired(), known.version());
        if (wanted.equals(known)) {
            return true;
        }
        Optional<String> closed = closing(known, wanted);
        if (closed.isEmpty()) {
            return replaced(one, known, known.upTo(), here);
        }
        Instant until = one.since(here.now());
        return timekeeper.close(known, until, closed.get(), here)
                && realm.timetables()
                        .find(known.job().name())
                        .map(before ->
                                replaced(one, before, until.isAfter(before.upTo()) ? until : before.upTo(), here))
                        .orElse(false);
    }

    private boolean replaced(Scheduled one, Timetable before, Instant upTo, Invocation here) {
        Timetable next = one.timetable(upTo, before.misfired(), before.version() + 1);
        return reports.write(Report.at(here.now()).timing(next), here);
    }

    /** Why slots from before a change start no run any more: what was disabled is not run because it no longer is. */
    private static Optional<String> closing(Timetable known, Timetable wanted) {
        if (known.status() == Timetable.Status.DISABLED && wanted.status() == Timetable.Status.ENABLED) {
            return Optional.of("its schedule " + Timer.name(known.schedule()) + " was disabled");
        }
        boolean same =
                known.schedule().equals(wanted.schedule()) && known.firing().meets(wanted.firing());
        return same
                ? Optional.empty()
                : Optional.of("its schedule " + Timer.name(known.schedule()) + " was changed before it had started");
    }

    /** Told of once; a schedule that had nothing left to fire goes without a word. */
    private boolean gone(Timetable known, Invocation here) {
        Instant now = here.now();
        if (known.status() == Timetable.Status.GONE) {
            return true;
        }
        Report report = Report.at(now).timing(known.ending(now));
        if (known.nextAfter(now).isPresent()) {
            report = report.telling(
                    List.of(ScheduleNotices.gone(known, realm.site().of(here.function()))));
        }
        return reports.write(report, here);
    }

    private void agree(Scheduled one, Optional<String> mismatch, Invocation here) {
        Instant now = here.now();
        if (mismatch.isEmpty()) {
            books.over(
                            one.job(),
                            ErrorName.SCHEDULE_MISMATCH,
                            "job and schedule agree",
                            realm.site().of(here.function()),
                            now)
                    .ifPresent(over -> reports.write(over, here));
            return;
        }
        Trouble trouble = Bookkeeper.missed(one.job(), ErrorName.SCHEDULE_MISMATCH, mismatch.get());
        if (!books.knows(one.job(), trouble)) {
            MissedNotices.Case told = MissedNotices.Case.mismatch(mismatch.get());
            String site = realm.site().of(here.function());
            reports.write(books.troubled(Report.at(now), one.job(), trouble, told, site), here);
        }
    }

    private void unreadable(Timer timer, String why, Invocation here) {
        String id = "schedule."
                + Json.digest(List.of(timer.arn(), timer.input(), timer.firing().expression())) + ".alert";
        Alert alert = ScheduleNotices.unreadable(id, timer, why, realm.site().of(here.function()));
        if (!outbox.knows(id)) {
            reports.write(Report.at(here.now()).telling(List.of(alert)), here);
        }
    }
}
