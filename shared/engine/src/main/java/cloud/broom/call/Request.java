package cloud.broom.call;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a payload asks for: something of a run, of a job, of a resource, or of an incident. */
public sealed interface Request {
    <T> T match(
            Function<Call, T> ofRun,
            Function<OfJob, T> ofJob,
            Function<OfResource, T> ofResource,
            Function<OfIncident, T> ofIncident);

    record OfRun(Call call) implements Request {
        @Override
        public <T> T match(
                Function<Call, T> ofRun,
                Function<OfJob, T> ofJob,
                Function<OfResource, T> ofResource,
                Function<OfIncident, T> ofIncident) {
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
        public <T> T match(
                Function<Call, T> ofRun,
                Function<OfJob, T> ofJob,
                Function<OfResource, T> ofResource,
                Function<OfIncident, T> ofIncident) {
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
        public <T> T match(
                Function<Call, T> ofRun,
                Function<OfJob, T> ofJob,
                Function<OfResource, T> ofResource,
                Function<OfIncident, T> ofIncident) {
            return ofResource.apply(this);
        }
    }

    /**
     * Says that an incident is in somebody's hands, or is over.
     *
     * @param incident its id, as its alerts name it
     * @param by who says so, as they say
     * @param note what they have to say; may be empty
     */
    record OfIncident(Word what, String incident, String by, String note) implements Request {
        private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}\\.[0-9a-f]{8}");

        public OfIncident {
            Refused.when(!ID.matcher(incident).matches(), "incident", "is not an incident's id, as its alerts name it");
        }

        /** What may be said of an incident. */
        public enum Word {
            /** Somebody has it in hand: it is not escalated. */
            @JsonProperty("acknowledge")
            ACKNOWLEDGE,
            /** It is over, whatever runs come to. */
            @JsonProperty("resolve")
            RESOLVE
        }

        /** Whose incident it is. */
        public JobName job() {
            return new JobName(incident.substring(0, incident.lastIndexOf('.')));
        }

        @Override
        public <T> T match(
                Function<Call, T> ofRun,
                Function<OfJob, T> ofJob,
                Function<OfResource, T> ofResource,
                Function<OfIncident, T> ofIncident) {
            return ofIncident.apply(this);
        }
    }
}
