package cloud.broom.telling;

import cloud.broom.call.Invocation;
import cloud.broom.incident.Health;
import cloud.broom.incident.Incident;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.notice.Alert;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.UnreadableRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is due to be told again of open incidents. One whose alerts its job does not want is passed over in silence. */
public final class Reminding {
    private final Runs runs;
    private final Site site;

    public Reminding(Runs runs, Site site) {
        this.runs = runs;
        this.site = site;
    }

    /** A job's health with what is due noted in it, and the alerts of that. */
    public Told of(Health health, Invocation here) {
        Instant now = here.now();
        Health next = health;
        List<Alert> alerts = new ArrayList<>();
        for (Incident incident : health.open()) {
            boolean unheard = isDue(incident.unheard(), now);
            if (unheard || !incident.remindAt().isAfter(now)) {
                next = unheard ? next.escalated(incident.id(), now) : next.reminded(incident.id(), now);
                if (incident.alerts().tells(incident.trouble().about())) {
                    alerts.add(alert(health.job(), incident, unheard, here));
                }
            }
        }
        return new Told(next, alerts);
    }

    private Alert alert(JobName job, Incident incident, boolean unheard, Invocation here) {
        Optional<Run> run = incident.trouble().run().flatMap(this::readable);
        Whose whose = run.map(Run::job).map(Whose::of).orElseGet(() -> Whose.of(runs, job));
        Optional<Account> account = run.map(one -> new RunAccount(one, Optional.empty()))
                .map(one -> one.account(incident.trouble().reason()));
        IncidentAlert alert = new IncidentAlert(incident, whose, site.of(here.function()));
        return unheard ? alert.escalated(account, here.now()) : alert.reminder(account, here.now());
    }

    private Optional<Run> readable(RunId id) {
        try {
            return runs.find(id);
        } catch (UnreadableRecord unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isDue(Optional<Instant> at, Instant now) {
        return at.filter(due -> !due.isAfter(now)).isPresent();
    }

    /**
     * What is due.
     *
     * @param health as it was, if nothing is
     */
    public record Told(Health health, List<Alert> alerts) {
        public Told {
            alerts = List.copyOf(alerts);
        }
    }
}
