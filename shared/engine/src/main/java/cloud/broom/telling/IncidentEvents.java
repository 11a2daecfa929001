package cloud.broom.telling;

import cloud.broom.incident.Incident;
import cloud.broom.incident.Remark;
import cloud.broom.incident.Trouble;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What machines are told of an incident: a rule on one that opens can start whatever mends it. */
public final class IncidentEvents {
    /** Of the details' form. */
    private static final String VERSION = "1";

    private IncidentEvents() {}

    public static Event opened(Incident incident, Whose whose) {
        Detail detail = Detail.of(incident, whose, Optional.of(incident.reopened()));
        return new Event(id(incident, "opened"), "Incident Opened", Json.tree(detail));
    }

    static Event resolved(Incident incident, Whose whose) {
        return new Event(
                id(incident, "resolved"), "Incident Resolved", Json.tree(Detail.of(incident, whose, Optional.empty())));
    }

    private static String id(Incident incident, String what) {
        return incident.id() + "." + incident.occurrences() + "." + what + ".event";
    }

    /**
     * An incident as it is told, of one version of form.
     *
     * @param reopened whether it had ended before, where it is told to be open
     */
    public record Detail(
            String version,
            String incident,
            JobName job,
            Optional<String> task,
            Optional<String> owner,
            Mode mode,
            String error,
            Alert.Severity severity,
            Incident.State state,
            Instant opened,
            Optional<Boolean> reopened,
            Instant last,
            long occurrences,
            String reason,
            Optional<RunId> run,
            Optional<Instant> acknowledgedAt,
            Optional<Instant> resolvedAt,
            Optional<Long> secondsToAcknowledge,
            Optional<Long> secondsToResolve,
            List<Remark> timeline) {
        public Detail {
            timeline = List.copyOf(timeline);
        }

        /** As it stands. */
        public static Detail of(Incident incident, Whose whose) {
            return of(incident, whose, Optional.empty());
        }

        private static Detail of(Incident incident, Whose whose, Optional<Boolean> reopened) {
            Trouble trouble = incident.trouble();
            return new Detail(
                    VERSION,
                    incident.id(),
                    whose.job(),
                    whose.task(),
                    whose.owner(),
                    trouble.mode(),
                    trouble.error().name(),
                    trouble.severity(),
                    incident.state(),
                    incident.opened(),
                    reopened,
                    incident.last(),
                    incident.occurrences(),
                    trouble.reason(),
                    trouble.run(),
                    incident.acknowledged().map(Remark::at),
                    incident.resolved().map(Remark::at),
                    incident.timeToAcknowledge().map(Duration::toSeconds),
                    incident.timeToResolve().map(Duration::toSeconds),
                    incident.timeline());
        }
    }
}
