package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.call.Request;
import cloud.broom.incident.Health;
import cloud.broom.incident.Incident;
import cloud.broom.incident.IncidentRefused;
import cloud.broom.incident.Remark;
import cloud.broom.notice.Notice;
import cloud.broom.run.Report;
import cloud.broom.run.Runs;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.telling.Changes;
import cloud.broom.telling.IncidentEvents;
import cloud.broom.telling.Site;
import cloud.broom.telling.Whose;
import java.util.List;

/**
 * Hears what people say of incidents: that they have one in hand, or that it is over. Any task's function does, whosever job it is:
 * nothing but the record is needed, and a job whose function is gone has incidents too.
 */
public final class Incidents {
    private static final int TRIES = 8;

    private final Runs runs;
    private final Outbox outbox;
    private final Site site;

    public Incidents(Runs runs, Outbox outbox, Site site) {
        this.runs = runs;
        this.outbox = outbox;
        this.site = site;
    }

    /**
     * Writes what was said, and tells of it if that is the end: whoever was told that it began is waiting for that.
     *
     * @return how the incident stands
     * @throws IncidentRefused if there is none, or it has ended
     */
    public IncidentEvents.Detail tell(Request.OfIncident order, Invocation here) {
        Remark remark = new Remark(here.now(), said(order.what()), order.by(), order.note());
        Whose whose = Whose.of(runs, order.job());
        for (int i = 0; i < TRIES; i++) {
            Health before = runs.health(order.job());
            Incident incident =
                    before.find(order.incident()).orElseThrow(() -> IncidentRefused.unknown(order.incident()));
            if (incident.timeline().contains(remark)) {
                return IncidentEvents.Detail.of(incident, whose);
            }
            Health after = after(before, incident.ifOpen(), order.what(), remark);
            List<Notice> notices = new Changes(whose, site, here.function()).ended(before, after);
            if (runs.report(Report.at(here.now()).healing(after.next()).telling(notices)) == Runs.Written.DONE) {
                outbox.deliver(notices, here);
                return IncidentEvents.Detail.of(after.find(order.incident()).orElse(incident), whose);
            }
        }
        throw new StoreUnavailable("incident " + order.incident() + " could not be written in " + TRIES
                + " tries: other writes kept getting in the way");
    }

    private static Health after(Health before, Incident incident, Request.OfIncident.Word what, Remark remark) {
        return switch (what) {
            case ACKNOWLEDGE -> before.acknowledged(incident.id(), remark);
            case RESOLVE -> before.resolved(incident.id(), remark);
        };
    }

    private static String said(Request.OfIncident.Word what) {
        return switch (what) {
            case ACKNOWLEDGE -> Incident.ACKNOWLEDGED;
            case RESOLVE -> Incident.RESOLVED;
        };
    }
}
