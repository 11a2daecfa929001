package cloud.broom.run;

import cloud.broom.incident.Health;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Where runs are kept, with what shares their transactions: slot, place, registered job, orders, history and the agenda. What is
 * written here besides, notices and timetables, is read elsewhere. A port. Every method throws {@link StoreUnavailable} if the
 * store does not answer; a write may then have happened or not.
 */
public interface Runs {
    /**
     * Writes a commit if what it expects holds: the run stands at the version before; a new run's slot is free and, if it is
     * live, its job not paused; a place that changes stands at the version before; each take of a day's limits fits; its start fits its job's hour; the job's health, if it changes, stands at the version before. A new run also registers its job: one of a
     * schedule's instant as the job's current spec, any other only if the name is new.
     */
    Written commit(Commit commit);

    /**
     * The run as last written; never a stale one.
     *
     * @throws UnreadableRecord if it is not what this version can read
     */
    Optional<Run> find(RunId id);

    /** A job's place; never a stale one. */
    Place place(JobName job);

    /** What a job, and the whole stack, have taken of a UTC day's limits; never stale. */
    Taken taken(LocalDate day, JobName job);

    /** How many runs of a job that bounds them have begun in an hour of the clock; never stale. */
    int starts(JobName job, Instant hour);

    /** What a job is registered with; never stale. */
    Optional<Registered> registered(JobName name);

    /** No slot of the job starts a run from now on. */
    void pause(JobName name, String by, Instant at);

    /** Slots start runs again. */
    void unpause(JobName name);

    /** Gives an order: it is open, and due at once. One that was given before, open or closed, is left as it is. */
    Written order(Order order);

    /** A run's open orders, oldest first; never stale. */
    List<Order> orders(RunId run);

    /** An order that will not be followed: it is due no more, and says why. */
    void refuse(Order order, String why, Instant at);

    /** What is due, oldest first; it may lag behind the last writes by moments. */
    List<Due> due(Instant now, int atMost);

    /** Ends a run whose record cannot be read. One that has ended meanwhile, or whose place has changed, is left as it is. */
    Written bury(Burial burial);

    /** Writes a report if what it expects holds. */
    Written report(Report report);

    /** How a job has fared; never stale. */
    Health health(JobName job);

    /** The jobs with open incidents, in the order these were opened, newest first; it may lag behind the last writes by moments. */
    List<Health> troubled(int atMost);

    /** What became of a slot; empty if nothing yet. Never stale. */
    Optional<SlotUse> slot(JobName job, Slot slot);

    /** A call that nobody could take; empty if none is kept under that id. Never stale. */
    Optional<Letter> letter(String id);

    /** What became of a commit. */
    enum Written {
        DONE,
        /** Something it expected did not hold, or another write got in its way; nothing was written by this attempt. */
        CONFLICT
    }
}
