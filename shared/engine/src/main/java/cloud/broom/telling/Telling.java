package cloud.broom.telling;

import cloud.broom.call.Invocation;
import cloud.broom.incident.Finish;
import cloud.broom.incident.Health;
import cloud.broom.incident.Incident;
import cloud.broom.incident.Trouble;
import cloud.broom.job.Alerting;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Ended;
import cloud.broom.run.Halt;
import cloud.broom.run.News;
import cloud.broom.run.Registered;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run's halt comes to for its job's incidents, and for those who hear of them. People are told when an incident is opened,
 * reopened or over, not each time it occurs.
 */
public final class Telling {
    private final Runs runs;
    private final Site site;

    public Telling(Runs runs, Site site) {
        this.runs = runs;
        this.site = site;
    }

    /**
     * The news of a halt: made anew whenever asked, on the job's health as it then stands, and always of the same instant, so that
     * what is written in the end, once, has the ids of what was tried before.
     *
     * @param beside what is told whatever becomes of the incidents
     */
    public Supplier<News> of(Run run, Halt halt, List<Notice> beside, Invocation here) {
        Run halted = run.in(halt);
        Instant now = here.now();
        List<Notice> known = new ArrayList<>(beside);
        approval(halted, here).ifPresent(known::add);
        return changes(halted.state().status())
                ? () -> ofHealth(halted, known, now, here.function())
                : () -> new News(known, Optional.empty());
    }

    /** The news of the end of a run of which nothing can be read but its id: its job, as it is registered, says what else is known. */
    public News ofUnreadable(RunId id, Ended end, Invocation here) {
        Optional<Job> job = runs.registered(id.job()).map(Registered::job);
        Trouble trouble = new Trouble(
                job.map(Job::mode).orElse(Mode.APPLY),
                end.error().orElse(ErrorName.FAILED),
                Alerting.About.FAILED,
                Alert.Severity.ERROR,
                end.reason(),
                Optional.of(id));
        Account account = new Account(
                Status.FAILED.name(),
                List.of(
                        "What it had done by then stands in the record bucket, under runs/" + id.job() + "/" + id
                                + "/.",
                        "Why: " + end.reason()),
                List.of(new Alert.Step("Look", "broom runs " + id.job())),
                List.of("Run " + id));
        Health before = runs.health(id.job());
        Health after = before.struck(trouble, job.map(Job::alerts).orElse(Alerting.DEFAULT), end.at());
        Whose whose = job.map(Whose::of).orElseGet(() -> Whose.unknown(id.job()));
        return new News(
                new Changes(whose, site, here.function()).between(before, after, any -> account),
                Optional.of(after.next()));
    }

    /** Whether a halt in this state says something of how its job fares; only then is that read, and written. */
    private static boolean changes(Status status) {
        return switch (status) {
            case COMPLETED, PARTIAL, FAILED, BLOCKED -> true;
            case RUNNING, SUSPENDED, AWAITING_RETRY, QUEUED, AWAITING_APPROVAL, CANCELLED, SKIPPED, MISSED -> false;
        };
    }

    private News ofHealth(Run run, List<Notice> beside, Instant now, String function) {
        Health before = runs.health(run.job().name());
        Health after = after(before, run, now);
        Optional<Finish> last = before.last(run.job().mode(), run.id());
        Changes changes = new Changes(Whose.of(run.job()), site.of(function));
        List<Notice> notices = new ArrayList<>(beside);
        notices.addAll(changes.between(before, after, incident -> account(run, last, incident)));
        return new News(notices, after.equals(before) ? Optional.empty() : Optional.of(after.next()));
    }

    /** What is unusual about a find is said of the run that made it, which did not halt for that. */
    private static Account account(Run run, Optional<Finish> last, Incident incident) {
        RunAccount account = new RunAccount(run, last);
        return incident.trouble().about() == Alerting.About.ANOMALY
                ? account.account(incident.trouble().reason())
                : account.account();
    }

    private static Health after(Health before, Run run, Instant now) {
        Alerting alerts = run.job().alerts();
        Status status = run.state().status();
        Health after = before;
        if (!run.wantsPart()) {
            after = after.found(finish(run, now), status != Status.BLOCKED, alerts, now);
        }
        Optional<Trouble> trouble = trouble(run);
        if (trouble.isPresent()) {
            after = after.struck(trouble.get(), alerts, now);
        }
        return status == Status.COMPLETED
                ? after.recovered(run.job().mode(), run.id(), any -> passes(any, run), now)
                : after;
    }

    /**
     * Whether a success ends it: that a slot did not start is not over because a person, or a retry, has made a run; that a job finds
     * what it should not is over when it finds what it should.
     */
    private static boolean passes(Trouble trouble, Run success) {
        return switch (trouble.about()) {
            case FAILED, CRASHED, PARTIAL, BLOCKED -> true;
            case MISSED -> success.asked().slot().unasked();
            case ANOMALY, APPROVAL, RECOVERED -> false;
        };
    }

    private static Finish finish(Run run, Instant now) {
        return new Finish(
                run.id(),
                now,
                run.job().mode(),
                run.state().status().name(),
                run.progress().totals().scanned(),
                run.progress().totals().found(),
                run.progress().totals().done(),
                run.progress().groups());
    }

    private static Optional<Trouble> trouble(Run run) {
        return switch (run.state().status()) {
            case BLOCKED ->
                Optional.of(trouble(run, ErrorName.LIMIT_EXCEEDED, Alerting.About.BLOCKED, Alert.Severity.WARNING));
            case PARTIAL -> Optional.of(ended(run, Alerting.About.PARTIAL, partial(run)));
            case FAILED -> Optional.of(ended(run, Alerting.About.FAILED, Alert.Severity.ERROR));
            default -> Optional.empty();
        };
    }

    /** What is gone for good and was not all that was meant is worth waking somebody. */
    private static Alert.Severity partial(Run run) {
        boolean forGood = run.progress().totals().irreversible() > 0
                && run.progress().totals().done() > 0;
        return forGood ? Alert.Severity.CRITICAL : Alert.Severity.WARNING;
    }

    private static Trouble ended(Run run, Alerting.About about, Alert.Severity severity) {
        ErrorName error =
                run.state() instanceof Ended ended ? ended.error().orElse(ErrorName.FAILED) : ErrorName.FAILED;
        return error.equals(ErrorName.CRASHED)
                ? trouble(run, error, Alerting.About.CRASHED, Alert.Severity.CRITICAL)
                : trouble(run, error, about, severity);
    }

    private static Trouble trouble(Run run, ErrorName error, Alerting.About about, Alert.Severity severity) {
        return new Trouble(run.job().mode(), error, about, severity, run.state().reason(), Optional.of(run.id()));
    }

    /** That a plan waits to be approved is no trouble, so it is told of each run. */
    private Optional<Alert> approval(Run run, Invocation here) {
        Job job = run.job();
        if (run.state().status() != Status.AWAITING_APPROVAL || !job.alerts().tells(Alerting.About.APPROVAL)) {
            return Optional.empty();
        }
        Whose whose = Whose.of(job);
        Account account = new RunAccount(run, Optional.empty()).account();
        List<String> tail = new ArrayList<>();
        tail.add("Owner " + whose.ownerOrNot() + whose.runbookIfAny());
        tail.addAll(account.tail());
        Map<String, String> attributes = Map.of(
                "job", job.name().value(),
                "task", job.task(),
                "state", account.state(),
                "severity", Alert.Severity.WARNING.name(),
                "owner", whose.ownerOrNot(),
                "about", "approval",
                "mode", job.mode().toString());
        return Optional.of(new Alert(
                run.id() + "." + (run.stamp().version() + 1) + ".alert",
                "[" + account.state() + "] " + job.name() + site.of(here.function()),
                account.lead(),
                account.steps(),
                tail,
                attributes));
    }
}
