package cloud.broom.run;

import cloud.broom.job.Job;
import java.util.Optional;

/**
 * A job as the stack knows it.
 *
 * @param pausedBy who has paused it, if it is paused
 */
public record Registered(Job job, Optional<String> pausedBy) {}
