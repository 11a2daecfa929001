package cloud.broom.call;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.function.Function;

/** What a payload asks for: something of a run, of a job, or of a resource. */
public sealed interface Request {
    <T> T match(Function<Call, T> ofRun, Function<OfJob, T> ofJob, Function<OfResource, T> ofResource);

    record OfRun(Call call) implements Request {
        @Override
        public <T> T match(Function<Call, T> ofRun, Function<OfJob, T> ofJob, Function<OfResource, T> ofResource) {
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
        public <T> T match(Function<Call, T> ofRun, Function<OfJob, T> ofJob, Function<OfResource, T> ofResource) {
            return ofJob.apply(this);
        }
    }

    /**
     * Asks what a run of a job would make of one resource.
     *
     * @param resource its id, as a plan shows it
     */
    record OfResource(Call.Wanted job, String resource) implements Request {
        /** The job's name, however it is given. */
        public JobName name() {
            return job.match(Job::name, name -> name);
        }

        @Override
        public <T> T match(Function<Call, T> ofRun, Function<OfJob, T> ofJob, Function<OfResource, T> ofResource) {
            return ofResource.apply(this);
        }
    }
}
