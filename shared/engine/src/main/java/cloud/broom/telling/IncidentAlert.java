package cloud.broom.telling;

import cloud.broom.incident.Incident;
import cloud.broom.incident.Remark;
import cloud.broom.incident.Trouble;
import cloud.broom.job.Alerting;
import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Alert.Severity;
import cloud.broom.retry.ErrorName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What people are told of an incident. Each alert's id is the incident's with its occurrences, so the same news, however often it is
 * written or told, is one message, and an incident that is opened again is another.
 *
 * @param where it is, as the end of a subject
 */
record IncidentAlert(Incident incident, Whose whose, String where) {
    /** It was opened, or reopened. */
    Alert opened(Account account) {
        return alert(
                "alert",
                tag(incident.trouble()),
                account.lead(),
                and(account.steps(), step("Ack", "ack")),
                account.tail(),
                attributes(account.state(), incident.trouble().severity()));
    }

    /** It is over. */
    Alert ended(Remark how) {
        Duration length = Duration.between(incident.opened(), how.at());
        List<String> lead = List.of(
                "It is over. It lasted " + Words.lasted(length) + " and occurred " + times(incident.occurrences())
                        + ".",
                "How: " + Words.line(how.text() + " (" + how.by() + ")"),
                "Was: " + Words.line(incident.trouble().reason()));
        return alert(
                "recovered",
                "RECOVERED",
                lead,
                List.of(step("Look", "show")),
                List.of(),
                attributes("RECOVERED", Alerting.About.RECOVERED, Severity.INFO));
    }

    /** It is open still. */
    Alert reminder(Optional<Account> run, Instant now) {
        return still("reminder." + incident.remindAt().getEpochSecond(), run, now);
    }

    /** Nobody has taken it in hand in time: the same trouble, no worse, so its severity is what it was; subscriptions page by the attribute. */
    Alert escalated(Optional<Account> run, Instant now) {
        return still("escalated", run, now).with("escalated", "true");
    }

    private Alert still(String kind, Optional<Account> run, Instant now) {
        List<String> lead = new ArrayList<>();
        lead.add("Open for " + Words.lasted(Duration.between(incident.opened(), now)) + ", occurred "
                + times(incident.occurrences()) + ", last " + Words.when(incident.last()) + ". " + inHand());
        run.ifPresentOrElse(
                account -> lead.addAll(account.lead()),
                () -> lead.add("Why: " + Words.line(incident.trouble().reason())));
        List<Alert.Step> steps = run.map(Account::steps)
                .orElseGet(() -> List.of(new Alert.Step("Look", "broom incidents show " + incident.id())));
        String state = run.map(Account::state).orElse(state(incident.trouble()));
        return alert(
                kind,
                (kind.equals("escalated") ? "ESCALATED, STILL " : "STILL ") + tag(incident.trouble()),
                lead,
                incident.acknowledged().isPresent()
                        ? and(steps, step("End", "resolve"))
                        : and(steps, step("Ack", "ack")),
                run.map(Account::tail).orElse(List.of()),
                attributes(state, incident.trouble().severity()));
    }

    private String inHand() {
        return incident.acknowledged()
                .map(by -> Words.line(by.by()) + " has it in hand since " + Words.when(by.at()) + ".")
                .orElse("Nobody has taken it in hand.");
    }

    private Alert alert(
            String kind,
            String tag,
            List<String> lead,
            List<Alert.Step> steps,
            List<String> tail,
            Map<String, String> attributes) {
        List<String> ends = new ArrayList<>();
        ends.add("Owner " + whose.ownerOrNot() + ", incident " + incident.id() + ", "
                + Words.nth(incident.occurrences()) + whose.runbookIfAny());
        ends.addAll(tail);
        return new Alert(
                incident.id() + "." + incident.occurrences() + "." + kind,
                "[" + tag + "] " + whose.job() + where,
                lead,
                steps,
                ends,
                attributes);
    }

    private Map<String, String> attributes(String state, Severity severity) {
        return attributes(state, incident.trouble().about(), severity);
    }

    private Map<String, String> attributes(String state, Alerting.About about, Severity severity) {
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "job", whose.job().value(),
                "state", state,
                "severity", severity.name(),
                "incident", incident.id(),
                "about", Json.tree(about).asText(),
                "mode", incident.trouble().mode().toString()));
        whose.task().ifPresent(task -> attributes.put("task", task));
        whose.owner().map(Words::line).ifPresent(owner -> attributes.put("owner", owner));
        return attributes;
    }

    private Alert.Step step(String label, String verb) {
        return new Alert.Step(label, "broom incidents " + verb + " " + incident.id());
    }

    private static List<Alert.Step> and(List<Alert.Step> steps, Alert.Step one) {
        List<Alert.Step> all = new ArrayList<>(steps);
        all.add(one);
        return all;
    }

    private static String times(long n) {
        return n == 1 ? "once" : n == 2 ? "twice" : Words.count(n) + " times";
    }

    private static String tag(Trouble trouble) {
        return switch (trouble.about()) {
            case CRASHED -> "CRASH LOOP";
            case ANOMALY -> trouble.error().equals(ErrorName.FINDS_NOTHING) ? "FINDS NOTHING" : "FINDS FAR MORE";
            case FAILED, PARTIAL, BLOCKED, APPROVAL, MISSED, RECOVERED ->
                trouble.about().name();
        };
    }

    /** What a run of such trouble ends as. */
    private static String state(Trouble trouble) {
        return trouble.about() == Alerting.About.CRASHED
                ? Alerting.About.FAILED.name()
                : trouble.about().name();
    }
}
