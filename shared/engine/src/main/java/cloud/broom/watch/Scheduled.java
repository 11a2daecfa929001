package cloud.broom.watch;

import cloud.broom.call.Call;
import cloud.broom.call.CallReader;
import cloud.broom.job.Job;
import cloud.broom.json.Refused;
import cloud.broom.run.Registered;
import cloud.broom.run.Runs;
import cloud.broom.run.Timetable;
import cloud.broom.schedule.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A schedule and the job that it calls for, each time for the instant it fires at. */
record Scheduled(Timer timer, Job job) {
    /** What EventBridge Scheduler puts the instant in place of (docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html). */
    static final String SLOT = "<aws.scheduler.scheduled-time>";

    /** What was to happen longer ago, before anybody looked, is let be. */
    private static final Duration LOOKING_BACK = Duration.ofHours(1);

    /**
     * What a schedule calls for; empty if that is no job, or not for an instant.
     *
     * @throws Refused if its input cannot be a call, or its expression is none
     */
    static Optional<Scheduled> of(Timer timer, Runs runs) {
        Optional<Call> call = CallReader.read(timer.input(), "schedule")
                .match(
                        Optional::of,
                        ofJob -> Optional.empty(),
                        ofResource -> Optional.empty(),
                        ofIncident -> Optional.empty());
        Optional<Call.Ask> ask = call.filter(Call.Ask.class::isInstance)
                .map(Call.Ask.class::cast)
                .filter(one -> one.slot().text().equals(SLOT));
        ask.ifPresent(any -> ScheduleExpression.parse(
                timer.firing().expression(), timer.firing().timezone()));
        return ask.flatMap(one -> one.job()
                .match(Optional::of, name -> runs.registered(name).map(Registered::job))
                .map(job -> new Scheduled(timer, one.mode().map(job::in).orElse(job))));
    }

    /** Since when its slots are looked for where nothing was known of them: one that is due at once is among them. */
    Instant since(Instant now) {
        Instant earliest = now.minus(LOOKING_BACK);
        Instant changed = timer.changed().truncatedTo(ChronoUnit.SECONDS).minusMillis(1);
        return changed.isBefore(earliest) ? earliest : changed;
    }

    Timetable timetable(Instant upTo, Optional<Timetable.Misfired> misfired, long version) {
        return new Timetable(
                job,
                timer.function(),
                timer.arn(),
                timer.firing().since(timer.changed().truncatedTo(ChronoUnit.SECONDS)),
                timer.enabled() ? Timetable.Status.ENABLED : Timetable.Status.DISABLED,
                upTo,
                misfired,
                version);
    }

    /** Why the job and its schedule do not agree; empty if they do. */
    Optional<String> mismatch() {
        return job.schedule()
                .filter(said -> !said.expression().equals(timer.firing().expression())
                        || !said.timezone().equals(timer.firing().timezone()))
                .map(said -> "schedule " + timer.name() + " has " + timer.firing() + ", its job says "
                        + said.expression() + " " + said.timezone());
    }
}
