package cloud.broom.telling;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import java.net.URI;
import java.util.Optional;

/** Who answers for a job, as far as it is known. */
public record Whose(JobName job, Optional<String> task, Optional<String> owner, Optional<URI> runbook) {
    public static Whose of(Job job) {
        return new Whose(job.name(), Optional.of(job.task()), job.owner(), job.runbook());
    }

    /** Of a job that was never registered. */
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
