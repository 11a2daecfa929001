package cloud.broom.telling;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.run.Registered;
import cloud.broom.run.Runs;
import java.net.URI;
import java.util.Optional;

/** Who answers for a job, as far as it is known. */
public record Whose(JobName job, Optional<String> task, Optional<String> owner, Optional<URI> runbook) {
    public static Whose of(Job job) {
        return new Whose(job.name(), Optional.of(job.task()), job.owner(), job.runbook());
    }

    /** Of a job as it is registered. */
    public static Whose of(Runs runs, JobName job) {
        return runs.registered(job).map(Registered::job).map(Whose::of).orElseGet(() -> unknown(job));
    }

    /** Of a job of which nothing is known but its name. */
    public static Whose unknown(JobName job) {
        return new Whose(job, Optional.empty(), Optional.empty(), Optional.empty());
    }

    String ownerOrNot() {
        return owner.map(Words::line).orElse("not named");
    }

    String runbookIfAny() {
        return runbook.map(url -> ", runbook " + Words.line(url.toString())).orElse("");
    }
}
