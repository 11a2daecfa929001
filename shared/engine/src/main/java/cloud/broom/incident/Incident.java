package cloud.broom.incident;

import cloud.broom.job.Alerting;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of trouble of a job, from its first occurrence to its end.
 *
 * @param id names it: the job's name and a hash of mode, error and the instant it was first opened
 * @param trouble as it last occurred
 * @param opened when it first occurred, or was reopened
 * @param last when it last occurred
 * @param occurrences since it was first opened
 * @param acknowledged who has it in hand, if somebody has
 * @param resolved how it ended, if it has
 * @param timeline what became of it, oldest first; of a long one the middle is left out
 * @param alerts how often and how soon people are told, as the job said when it last occurred
 * @param remindAt when people are told again while it is open
 * @param escalateAt when it is escalated unless it is acknowledged; empty if it has been
 */
public record Incident(
        String id,
        Trouble trouble,
        Instant opened,
        Instant last,
        long occurrences,
        Optional<Remark> acknowledged,
        Optional<Remark> resolved,
        List<Remark> timeline,
        Alerting alerts,
        Instant remindAt,
        Optional<Instant> escalateAt) {
    public static final String ACKNOWLEDGED = "acknowledged";
    public static final String RESOLVED = "resolved";
    private static final String REOPENED = "reopened";
    private static final int KEPT_FIRST = 5;
    private static final int KEPT_LAST = 25;
    private static final int HASH_CHARS = 8;

    /** Where it stands. */
    public enum State {
        OPEN,
        ACKNOWLEDGED,
        RESOLVED
    }

    public Incident {
        timeline = shortened(timeline);
    }

    static Incident opened(JobName job, Trouble trouble, Alerting alerts, Instant now) {
        String hash = Json.digest(List.of(trouble.mode(), trouble.error().name(), now));
        return new Incident(
                job + "." + hash.substring(0, HASH_CHARS),
                trouble,
                now,
                now,
                1,
                Optional.empty(),
                Optional.empty(),
                List.of(said(now, "opened", trouble)),
                alerts,
                now.plus(alerts.remind()),
                Optional.of(now.plus(alerts.escalate())));
    }

    /**
     * This incident, if something can still be said of it.
     *
     * @throws IncidentRefused if it has ended
     */
    public Incident ifOpen() {
        if (!open()) {
            throw IncidentRefused.over(this);
        }
        return this;
    }

    @JsonIgnore
    public boolean open() {
        return resolved.isEmpty();
    }

    /** Whether it had ended before, and was opened again. */
    @JsonIgnore
    public boolean reopened() {
        return timeline.stream()
                .anyMatch(one -> one.what().equals(REOPENED) && one.at().equals(opened));
    }

    /** As people call it. */
    @JsonIgnore
    public State state() {
        if (!open()) {
            return State.RESOLVED;
        }
        return acknowledged.isPresent() ? State.ACKNOWLEDGED : State.OPEN;
    }

    /** When something is to be told of it if nothing happens. */
    public Optional<Instant> due() {
        if (!open()) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(remindAt), unheard().stream()).min(Instant::compareTo);
    }

    /** When it is to be escalated; empty once it has been, or is in somebody's hands. */
    public Optional<Instant> unheard() {
        return acknowledged.isPresent() ? Optional.empty() : escalateAt;
    }

    /** From its opening until somebody took it in hand, whoever has it now. */
    @JsonIgnore
    public Optional<Duration> timeToAcknowledge() {
        return acknowledged
                .map(by -> timeline.stream()
                        .filter(one ->
                                one.what().equals(ACKNOWLEDGED) && !one.at().isBefore(opened))
                        .findFirst()
                        .orElse(by))
                .map(first -> since(opened, first.at()));
    }

    /** From its opening to its end. */
    @JsonIgnore
    public Optional<Duration> timeToResolve() {
        return resolved.map(by -> since(opened, by.at()));
    }

    Incident again(Trouble now, Alerting how, Instant at) {
        return new Incident(
                id,
                now,
                opened,
                at,
                occurrences + 1,
                acknowledged,
                resolved,
                and(said(at, "again", now)),
                how,
                remindAt,
                escalateAt);
    }

    Incident reopened(Trouble now, Alerting how, Instant at) {
        return new Incident(
                id,
                now,
                at,
                at,
                occurrences + 1,
                Optional.empty(),
                Optional.empty(),
                and(said(at, REOPENED, now)),
                how,
                at.plus(how.remind()),
                Optional.of(at.plus(how.escalate())));
    }

    Incident acknowledged(Remark by) {
        return noting(by, Optional.of(by), resolved, remindAt, escalateAt);
    }

    Incident resolved(Remark by) {
        return noting(by, acknowledged, Optional.of(by), remindAt, escalateAt);
    }

    Incident reminded(Instant at) {
        Remark line = new Remark(at, "reminded", "watchdog", "");
        return noting(line, acknowledged, resolved, at.plus(alerts.remind()), escalateAt);
    }

    Incident escalated(Instant at) {
        Remark line = new Remark(at, "escalated", "watchdog", "");
        return noting(line, acknowledged, resolved, at.plus(alerts.remind()), Optional.empty());
    }

    /** The same trouble, of which there is a line more to tell. */
    private Incident noting(
            Remark line,
            Optional<Remark> acknowledged,
            Optional<Remark> resolved,
            Instant remindAt,
            Optional<Instant> escalateAt) {
        return new Incident(
                id,
                trouble,
                opened,
                last,
                occurrences,
                acknowledged,
                resolved,
                and(line),
                alerts,
                remindAt,
                escalateAt);
    }

    /** Two invocations may not agree on the time: what came after took no less than nothing. */
    private static Duration since(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    private List<Remark> and(Remark more) {
        return Stream.concat(timeline.stream(), Stream.of(more)).toList();
    }

    private static Remark said(Instant at, String what, Trouble trouble) {
        return new Remark(at, what, trouble.run().map(RunId::value).orElse("watchdog"), trouble.reason());
    }

    private static List<Remark> shortened(List<Remark> whole) {
        if (whole.size() <= KEPT_FIRST + KEPT_LAST) {
            return List.copyOf(whole);
        }
        List<Remark> kept = new ArrayList<>(whole.subList(0, KEPT_FIRST));
        kept.addAll(whole.subList(whole.size() - KEPT_LAST, whole.size()));
        return List.copyOf(kept);
    }
}
