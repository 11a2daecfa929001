package cloud.broom.incident;

import cloud.broom.job.Alerting;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.notice.Alert;
import cloud.broom.retry.ErrorName;
import java.util.Optional;

/**
 * Something that went wrong with a job.
 *
 * @param mode of what it befell: a dry run's trouble is never mixed up with that of what applies
 * @param error what tells one kind of trouble from another
 * @param reason for a reader
 * @param run which it befell, if it was a run
 */
public record Trouble(
        Mode mode, ErrorName error, Alerting.About about, Alert.Severity severity, String reason, Optional<RunId> run) {
    private static final int REASON_CHARS = 2000;

    public Trouble {
        reason = reason.length() > REASON_CHARS ? reason.substring(0, REASON_CHARS) + "..." : reason;
    }
}
