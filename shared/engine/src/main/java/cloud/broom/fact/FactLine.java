package cloud.broom.fact;

import cloud.broom.job.JobName;
import java.time.Instant;

/**
 * A fact in a list: all but its answer.
 *
 * @param absent whether the answer is that there is no such thing
 */
public record FactLine(
        FactKey key, String task, JobName job, String question, Instant readAt, Instant expires, boolean absent) {}
