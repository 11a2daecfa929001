package cloud.broom.testkit.simulation;

import cloud.broom.incident.Incident;
import cloud.broom.job.Alerting;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.notice.Alert;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Ended;
import cloud.broom.run.Run;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The troubles of a world's jobs by its runs' halts alone, against their incidents and the alerts of them. */
final class Troubles {
    private static final String RECOVERED = "RECOVERED";

    private final Tally tally;
    private final Fakes fakes;
    private final Set<Kind> open = new HashSet<>();

    Troubles(Tally tally, Fakes fakes) {
        this.tally = tally;
        this.fakes = fakes;
    }

    /** A run has halted, and these alerts were written with that. */
    void halted(Run run, List<Alert> alerts) {
        JobName job = run.job().name();
        Optional<Kind> struck =
                trouble(run).map(error -> new Kind(job, run.job().mode(), error));
        long opened = struck.filter(open::add).stream().count();
        tally.check(
                Law.ONE_INCIDENT,
                told(job, alerts, false) == opened,
                () -> Shown.of(run) + " opens " + opened + " incidents, and is told by " + alerts);
        Set<Kind> over = succeeded(run) ? of(job, run.job().mode()) : Set.of();
        open.removeAll(over);
        tally.check(
                Law.RECOVERED,
                told(job, alerts, true) == over.size(),
                () -> Shown.of(run) + " is the end of " + over + ", and is told by " + alerts);
        same(job);
    }

    /** Of a run of which nothing can be read its job is all that is known: in which mode it fails is taken as it is told. */
    void buried(JobName job, List<Alert> alerts) {
        String unrunnable = ErrorName.UNRUNNABLE.name();
        Set<Kind> there = incidents(job).stream()
                .filter(kind -> kind.error.equals(unrunnable))
                .collect(Collectors.toSet());
        long opened = there.stream().filter(open::add).count();
        tally.check(
                Law.ONE_INCIDENT,
                !there.isEmpty() && told(job, alerts, false) == opened,
                () -> "a run of " + job + " is buried with " + there + ", and is told by " + alerts);
        same(job);
    }

    /** People are told again. */
    void again(Alert alert) {
        String incident = alert.attributes().getOrDefault("incident", "");
        JobName job = new JobName(alert.attributes().getOrDefault("job", ""));
        tally.check(
                Law.NO_FALSE_ALERT,
                fakes.runs().healthOf(job).find(incident).filter(Incident::open).isPresent(),
                () -> alert + " is of nothing that is open");
    }

    private void same(JobName job) {
        Set<Kind> expected = open.stream().filter(kind -> kind.job.equals(job)).collect(Collectors.toSet());
        tally.check(
                Law.RECOVERED,
                incidents(job).equals(expected),
                () -> "open are " + incidents(job) + ", and should be " + expected);
    }

    private Set<Kind> incidents(JobName job) {
        return fakes.runs().healthOf(job).open().stream()
                .filter(Troubles::ofAHalt)
                .map(one -> new Kind(
                        job, one.trouble().mode(), one.trouble().error().name()))
                .collect(Collectors.toSet());
    }

    private Set<Kind> of(JobName job, Mode mode) {
        return open.stream()
                .filter(kind -> kind.job.equals(job) && kind.mode == mode)
                .collect(Collectors.toSet());
    }

    private long told(JobName job, List<Alert> alerts, boolean over) {
        return alerts.stream()
                .filter(alert -> over == RECOVERED.equals(alert.attributes().get("state")))
                .flatMap(alert ->
                        fakes.runs().healthOf(job).find(alert.attributes().getOrDefault("incident", "")).stream())
                .filter(Troubles::ofAHalt)
                .count();
    }

    /** What is unusual about a find is none of these laws' business, nor is what the watchdog finds. */
    private static boolean ofAHalt(Incident incident) {
        Alerting.About about = incident.trouble().about();
        return about != Alerting.About.ANOMALY && about != Alerting.About.MISSED;
    }

    private static Optional<String> trouble(Run run) {
        return switch (run.state().status()) {
            case BLOCKED -> Optional.of(ErrorName.LIMIT_EXCEEDED.name());
            case FAILED, PARTIAL ->
                Optional.of(run.state())
                        .filter(Ended.class::isInstance)
                        .flatMap(end -> ((Ended) end).error())
                        .map(ErrorName::name);
            default -> Optional.empty();
        };
    }

    private static boolean succeeded(Run run) {
        return run.state() instanceof Ended end && end.how() == Ended.How.COMPLETED;
    }

    private record Kind(JobName job, Mode mode, String error) {}
}
