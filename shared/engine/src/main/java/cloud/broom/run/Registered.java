package cloud.broom.run;

import cloud.broom.job.Job;
import java.util.Optional;

/**
 * A job as the stack knows it.
 *
 * @param pausedBy who has paused it, if it is paused
 * @param applied the {@link Job#digest} of the spec that was last applied, if a job asks to know it
 */
public record Registered(Job job, Optional<String> pausedBy, Optional<String> applied) {}
