package cloud.broom.control;

import cloud.broom.job.JobName;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the kill switch and the exemptions are kept. A port. Every method throws {@link cloud.broom.run.StoreUnavailable} if the
 * store does not answer, or if what it answers cannot be understood; a write may then have happened or not.
 */
public interface Controls {
    /** Nobody has said anything, and nobody can. */
    Controls NONE = new NoControls();

    /** What holds now; never stale. */
    Control read();

    /**
     * Every exemption there is; never stale. One that cannot be read is among them, as {@link Exemption#malformed} has it: what
     * is not understood protects.
     */
    Exemptions exemptions();

    /** Adds an exemption, in place of one with the same pattern and the same job, and moves the version in the same write. */
    void add(Exemption exemption);

    /**
     * Removes the exemption with this pattern and job, and moves the version in the same write.
     *
     * @param job the one it is for; empty for the one that is for every job
     * @return whether there was one
     */
    boolean remove(Glob glob, Optional<JobName> job);

    /** Stops every run: those that move end at their next brake, slots are recorded as skipped. */
    void stop(Stop stop);

    /** Slots start runs again; what was stopped stays ended. */
    void go(String by, Instant at);
}
