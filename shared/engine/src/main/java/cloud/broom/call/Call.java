package cloud.broom.call;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import java.util.Optional;
import java.util.function.Function;

/** What a function is called for. */
public sealed interface Call {
    <T> T match(Function<Ask, T> ask, Function<Wake, T> wake);

    /**
     * Asks for a run of a job for a slot.
     *
     * @param mode if given, instead of the job's own
     */
    record Ask(Wanted job, Slot slot, Optional<Mode> mode) implements Call {
        @Override
        public <T> T match(Function<Ask, T> ask, Function<Wake, T> wake) {
            return ask.apply(this);
        }
    }

    /** Tells that a run may have something to do. Early, late, double or stale, it is harmless. */
    record Wake(RunId run) implements Call {
        @Override
        public <T> T match(Function<Ask, T> ask, Function<Wake, T> wake) {
            return wake.apply(this);
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
