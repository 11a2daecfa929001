package cloud.broom.call;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Proof;
import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.plan.Digest;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a function is called for. */
public sealed interface Call {
    <T> T match(Function<Ask, T> ask, Function<Wake, T> wake, Function<Tell, T> tell, Function<Decide, T> decide);

    /**
     * Asks for a run of a job for a slot.
     *
     * @param mode if given, instead of the job's own
     * @param trigger the event it is asked for because of, if it is one whose fields the job may take
     */
    record Ask(Wanted job, Slot slot, Optional<Mode> mode, Optional<Trigger> trigger) implements Call {
        @Override
        public <T> T match(
                Function<Ask, T> ask, Function<Wake, T> wake, Function<Tell, T> tell, Function<Decide, T> decide) {
            return ask.apply(this);
        }
    }

    /** Tells that a run may have something to do. Early, late, double or stale, it is harmless. */
    record Wake(RunId run) implements Call {
        @Override
        public <T> T match(
                Function<Ask, T> ask, Function<Wake, T> wake, Function<Tell, T> tell, Function<Decide, T> decide) {
            return wake.apply(this);
        }
    }

    /**
     * Tells a run something.
     *
     * @param by who says so, as they say
     */
    record Tell(What what, RunId run, String by) implements Call {
        /** What a run may be told. */
        public enum What {
            /** To end before its next step. */
            @JsonProperty("cancel")
            CANCEL,
            /** To go on now rather than when its wait is over. */
            @JsonProperty("resume")
            RESUME,
            /** Having ended, to be tried again as a new run of the same job. */
            @JsonProperty("retry")
            RETRY;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public <T> T match(
                Function<Ask, T> ask, Function<Wake, T> wake, Function<Tell, T> tell, Function<Decide, T> decide) {
            return tell.apply(this);
        }
    }

    /**
     * Decides on the plan of a run that waits for that.
     *
     * @param digest of the plan that was looked at: no other is meant
     * @param proof of who decides
     */
    record Decide(Decision what, RunId run, Digest digest, Proof proof) implements Call {
        @Override
        public <T> T match(
                Function<Ask, T> ask, Function<Wake, T> wake, Function<Tell, T> tell, Function<Decide, T> decide) {
            return decide.apply(this);
        }
    }

    /** The job asked for: written out, or by the name it was registered under. */
    sealed interface Wanted {
        <T> T match(Function<Job, T> written, Function<JobName, T> named);
    }

    record Written(Job job) implements Wanted {
        @Override
        public <T> T match(Function<Job, T> written, Function<JobName, T> named) {
            return written.apply(job);
        }
    }

    record Named(JobName name) implements Wanted {
        @Override
        public <T> T match(Function<Job, T> written, Function<JobName, T> named) {
            return named.apply(name);
        }
    }
}
