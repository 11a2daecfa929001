package cloud.broom.call;

import cloud.broom.job.JobName;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.function.Function;

/** What a payload asks for: something of a run, or something of a job. */
public sealed interface Request {
    <T> T match(Function<Call, T> ofRun, Function<OfJob, T> ofJob);

    record OfRun(Call call) implements Request {
        @Override
        public <T> T match(Function<Call, T> ofRun, Function<OfJob, T> ofJob) {
            return ofRun.apply(call);
        }
    }

    /**
     * Stops a job from starting runs, or lets it start them again.
     *
     * @param by who says so, as they say
     */
    record OfJob(What what, JobName job, String by) implements Request {
        /** What a job may be told. */
        public enum What {
            @JsonProperty("pause")
            PAUSE,
            @JsonProperty("unpause")
            UNPAUSE
        }

        @Override
        public <T> T match(Function<Call, T> ofRun, Function<OfJob, T> ofJob) {
            return ofJob.apply(this);
        }
    }
}
