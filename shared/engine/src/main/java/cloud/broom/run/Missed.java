package cloud.broom.run;

import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import java.time.Instant;

/** A slot without a run, for good: written where a run of the slot would be, so that there is one or the other. */
public record Missed(JobName job, Slot slot, String task, Mode mode, String reason, Instant at) {
    /** The id of the run that there is none of. */
    public RunId run() {
        return RunId.of(job, slot);
    }
}
