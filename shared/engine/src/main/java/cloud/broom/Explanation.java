package cloud.broom;

import cloud.broom.job.JobName;
import cloud.broom.job.Limits;
import cloud.broom.task.Evidence;
import cloud.broom.task.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run of a job would make of one resource now, and why.
 *
 * @param evidence of every predicate, with the value it saw; none if the resource is not there
 * @param spared why it is left alone although it qualifies, if it is
 * @param goesAt when its grace is over, where that is known; it may be long ago
 * @param stopped why no run of the job acts now whatever qualifies: the kill switch, or a pause
 * @param limits of the job, within which a plan that has it has to be
 */
public record Explanation(
        JobName job,
        String task,
        String resource,
        Fate fate,
        List<Evidence> evidence,
        Optional<String> spared,
        Optional<Instant> goesAt,
        List<String> stopped,
        Limits limits,
        long bytes,
        Usd monthly) {
    /** What would become of it. */
    public enum Fate {
        /** It would be planned. */
        GOES,
        /** Some predicate says no, or it is left alone. */
        STAYS,
        /** It cannot be judged, or it cannot be known whether it is exempt; so it stays. */
        UNKNOWN,
        /** There is no such resource, or the job's search does not come to it. */
        NOT_FOUND
    }

    public Explanation {
        evidence = List.copyOf(evidence);
        stopped = List.copyOf(stopped);
    }
}
