package cloud.broom.watch;

import cloud.broom.incident.Health;
import cloud.broom.incident.Incident;
import cloud.broom.incident.Remark;
import cloud.broom.incident.Trouble;
import cloud.broom.job.Alerting;
import cloud.broom.job.Job;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Report;
import cloud.broom.run.Runs;
import cloud.broom.telling.Changes;
import cloud.broom.telling.IncidentEvents;
import cloud.broom.telling.Whose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds to reports what trouble with a job comes to: its incident, and the alert of one that is new. */
final class Bookkeeper {
    private final Runs runs;

    Bookkeeper(Runs runs) {
        this.runs = runs;
    }

    /** The same report with the trouble counted, and told of if it is new. */
    Report troubled(Report report, Job job, Trouble trouble, MissedNotices.Case told, String site) {
        Instant now = report.at();
        Health struck = runs.health(job.name()).struck(trouble, job.alerts(), now);
        Incident incident = struck.of(trouble.mode(), trouble.error()).orElseThrow();
        boolean fresh = incident.opened().equals(now);
        List<Notice> notices = new ArrayList<>(report.notices());
        if (fresh) {
            notices.add(IncidentEvents.opened(incident, Whose.of(job)));
        }
        if (fresh && job.alerts().tells(trouble.about())) {
            notices.add(MissedNotices.alert(job, incident, told, site));
        }
        return report.healing(struck.next()).telling(notices);
    }

    /** Whether the same trouble is known and has not ended. */
    boolean knows(Job job, Trouble trouble) {
        return runs.health(job.name())
                .of(trouble.mode(), trouble.error())
                .filter(Incident::open)
                .filter(one -> one.trouble().reason().equals(trouble.reason()))
                .isPresent();
    }

    /** What ends a kind of trouble of a job, if it lasts. */
    Optional<Report> over(Job job, ErrorName error, String why, String site, Instant now) {
        Health before = runs.health(job.name());
        Remark end = new Remark(now, "resolved", "watchdog", why);
        return before.of(job.mode(), error)
                .filter(Incident::open)
                .map(one -> before.resolved(one.id(), end))
                .map(after -> Report.at(now)
                        .healing(after.next())
                        .telling(new Changes(Whose.of(job), site).ended(before, after)));
    }

    static Trouble missed(Job job, ErrorName error, String why) {
        return new Trouble(job.mode(), error, Alerting.About.MISSED, Alert.Severity.WARNING, why, Optional.empty());
    }
}
