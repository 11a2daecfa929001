package cloud.broom.watch;

import cloud.broom.Outbox;
import cloud.broom.call.Invocation;
import cloud.broom.incident.Health;
import cloud.broom.job.JobName;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.run.Report;
import cloud.broom.run.Runs;
import cloud.broom.telling.Reminding;
import cloud.broom.telling.Site;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people again of incidents that are open still. What is not written now is due in the next pass. */
final class Reminders {
    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    private final Runs runs;
    private final Outbox outbox;
    private final Reminding reminding;

    Reminders(Runs runs, Outbox outbox, Site site) {
        this.runs = runs;
        this.outbox = outbox;
        this.reminding = new Reminding(runs, site);
    }

    /**
     * Reminds of a job's incidents, or escalates them, as each is due; health and alerts are one write.
     *
     * @return whether nothing of them is due any more
     */
    boolean remind(JobName job, Invocation here) {
        Health before = runs.health(job);
        Reminding.Told told = reminding.of(before, here);
        if (told.health().equals(before)) {
            return true;
        }
        List<Notice> notices = List.<Notice>copyOf(told.alerts());
        Report report = Report.at(here.now()).healing(told.health().next()).telling(notices);
        if (runs.report(report) == Runs.Written.DONE) {
            outbox.deliverDue(told.alerts().stream().map(Alert::id).toList(), here);
            return true;
        }
        LOG.info("incidents of job {} have changed meanwhile; the next pass looks again", job);
        return false;
    }
}
