package cloud.broom.cli.file;

import cloud.broom.job.Job;
import java.util.Optional;

/** A job of a file. */
public record Entry(Job job) {
    /** When it is to run, if it says so. */
    public Optional<Timing> timing() {
        return job.schedule().map(Timing::of);
    }
}
