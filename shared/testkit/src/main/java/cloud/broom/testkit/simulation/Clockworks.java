package cloud.broom.testkit.simulation;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.Slot;
import cloud.broom.run.Missed;
import cloud.broom.run.Report;
import cloud.broom.run.Runs.Written;
import cloud.broom.run.Timetable;
import cloud.broom.watch.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Watches what becomes of the slots of a world's schedules. */
final class Clockworks {
    /** A pass of the watchdog lasts no longer, and may not know what was done since it began. */
    private static final Duration PASS = Duration.ofMinutes(1);

    private final Fakes fakes;
    private final Tally tally;
    private final Map<JobName, Instant> since = new HashMap<>();

    Clockworks(Fakes fakes, Tally tally) {
        this.fakes = fakes;
        this.tally = tally;
    }

    Written report(Report report, Supplier<Written> write) {
        Optional<Timetable> before = report.timetable()
                .flatMap(one -> fakes.timetables().of(one.job().name()));
        Written written = write.get();
        if (written == Written.DONE) {
            report.missed().forEach(this::isMissed);
            report.timetable().ifPresent(after -> {
                since.putIfAbsent(after.job().name(), after.upTo());
                tally.check(
                        Law.TIME_GOES_ON,
                        before.filter(was -> was.upTo().isAfter(after.upTo())).isEmpty(),
                        () -> after + " is written over " + before);
            });
        }
        return written;
    }

    /** The watchdog calls a job's function on its own. */
    void called(JobName job, Instant now) {
        Timer timer = fakes.timers().find(arn(job)).orElseThrow();
        tally.check(
                Law.DISABLED_REMAINS,
                timer.enabled() || !timer.changed().plus(PASS).isBefore(now),
                () -> job + " is called although its schedule is disabled since " + timer.changed());
    }

    /** Whether nothing is known to be left to be looked at. */
    boolean atRest() {
        return fakes.timers().now().stream()
                .allMatch(timer -> known(timer).map(one -> one.due().isEmpty()).orElse(!timer.enabled()));
    }

    /** Whether the watchdog has yet to hear of a schedule that fires. */
    boolean isUnknown() {
        return fakes.timers().now().stream()
                .anyMatch(timer -> timer.enabled() && known(timer).isEmpty());
    }

    Optional<Instant> due() {
        return fakes.timers().now().stream()
                .flatMap(timer -> known(timer).stream())
                .flatMap(one -> one.due().stream())
                .min(Instant::compareTo);
    }

    void checkAccounted() {
        for (Timer timer : fakes.timers().now()) {
            known(timer).ifPresent(one -> between(one)
                    .forEach(slot -> tally.check(
                            Law.SLOT_ACCOUNTED,
                            fakes.runs().used(one.job().name(), new Slot(slot.toString())),
                            () -> "slot " + slot + " of " + one.job().name() + " has come to nothing: " + one)));
        }
    }

    static String arn(JobName job) {
        return "arn:aws:scheduler:eu-central-1:123456789012:schedule/default/" + job;
    }

    private List<Instant> between(Timetable one) {
        Job job = one.job();
        return one.between(
                since.getOrDefault(job.name(), one.upTo()), one.firing().ends().orElse(one.upTo()));
    }

    private Optional<Timetable> known(Timer timer) {
        return fakes.timetables()
                .of(new JobName(timer.arn().substring(timer.arn().lastIndexOf('/') + 1)));
    }

    private void isMissed(Missed slot) {
        tally.check(
                Law.RUN_OR_MISSED,
                fakes.runs().stored(slot.run()).isEmpty()
                        && fakes.runs().missed().contains(slot),
                () -> slot + " is reported as missed, and is not");
    }
}
