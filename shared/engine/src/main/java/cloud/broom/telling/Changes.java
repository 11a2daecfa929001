package cloud.broom.telling;

import cloud.broom.incident.Health;
import cloud.broom.incident.Incident;
import cloud.broom.job.Alerting;
import cloud.broom.notice.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is to be told of a change of a job's health: an event of every incident that was opened or is over, and an alert of those that
 * its job wants people to hear of. Whoever changes it writes both in one transaction.
 *
 * @param whose job it is
 * @param where it is, as {@link Site#of} has it
 */
public record Changes(Whose whose, String where) {
    public Changes(Whose whose, Site site, String function) {
        this(whose, site.of(function));
    }

    /** The news of a change that opens none. */
    public List<Notice> ended(Health before, Health after) {
        return between(before, after, incident -> {
            throw new IllegalArgumentException(incident.id() + " is opened by this");
        });
    }

    /**
     * The news of a change.
     *
     * @param account of an incident that was opened, to tell people
     */
    public List<Notice> between(Health before, Health after, Function<Incident, Account> account) {
        List<Notice> notices = new ArrayList<>();
        for (Incident now : after.incidents()) {
            boolean was = before.find(now.id()).filter(Incident::open).isPresent();
            if (now.open() && !was) {
                opened(now, account.apply(now), notices);
            } else if (!now.open() && was) {
                ended(now, notices);
            }
        }
        return notices;
    }

    private void opened(Incident incident, Account account, List<Notice> notices) {
        notices.add(IncidentEvents.opened(incident, whose));
        if (incident.alerts().tells(incident.trouble().about())) {
            notices.add(alerting(incident).opened(account));
        }
    }

    /** Of what nobody was told of, nobody is told that it is over. */
    private void ended(Incident incident, List<Notice> notices) {
        notices.add(IncidentEvents.resolved(incident, whose));
        Alerting alerts = incident.alerts();
        if (alerts.tells(Alerting.About.RECOVERED)
                && alerts.tells(incident.trouble().about())) {
            incident.resolved().ifPresent(how -> notices.add(alerting(incident).ended(how)));
        }
    }

    private IncidentAlert alerting(Incident incident) {
        return new IncidentAlert(incident, whose, where);
    }
}
