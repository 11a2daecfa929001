package cloud.broom.cli.file;

import cloud.broom.job.Job;
import java.util.Optional;

/** A job of a file, and when it is to run if the file says so. */
public record Entry(Job job, Optional<Timing> timing) {}
