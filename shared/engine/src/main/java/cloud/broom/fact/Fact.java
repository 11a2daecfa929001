package cloud.broom.fact;

import cloud.broom.job.JobName;
import java.time.Instant;

/**
 * A kept answer.
 *
 * @param job whose run read it; any run of the task may take it
 * @param question what was asked, for a reader: its name and its inputs
 * @param expires from when on nobody is expected to take it, so that it can be tidied away; whether it is taken is decided by
 *     {@code readAt} alone
 */
public record Fact(
        FactKey key, String task, JobName job, String question, Instant readAt, Instant expires, Content answer) {
    /** What a list shows of it. */
    public FactLine line() {
        return new FactLine(key, task, job, question, readAt, expires, answer instanceof Content.Absent);
    }
}
