package cloud.broom.run;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where runs are kept, with what shares their transactions: slot, place, registered job, history, notices and the agenda. A port.
 * Every method throws {@link StoreUnavailable} if the store does not answer; a write may then have happened or not.
 */
public interface Runs {
    /**
     * Writes a commit if what it expects holds: the run stands at the version before; a new run's slot is free; the place is
     * as {@link Commit.Place} says. A new run also registers its job: one of a schedule's instant as the job's current spec,
     * any other only if the name is new.
     */
    Written commit(Commit commit);

    /** The run as last written; never a stale one. */
    Optional<Run> find(RunId id);

    /** Which run has the job's place; never a stale one. */
    Optional<RunId> place(JobName job);

    /** The spec a job is registered with. */
    Optional<Job> job(JobName name);

    /** What is due, oldest first; it may lag behind the last writes by moments. */
    List<Due> due(Instant now, int atMost);

    /** A notice that has not been delivered; empty if it has, or never was. */
    Optional<Notice> notice(String id);

    /** It was told: it is due no more. */
    void delivered(String noticeId, Instant at);

    /** It could not be told: it is due again at an instant. */
    void postpone(String noticeId, Instant until);

    /** What became of a commit. */
    enum Written {
        DONE,
        /** Something it expected did not hold, or another write got in its way; nothing was written by this attempt. */
        CONFLICT
    }
}
