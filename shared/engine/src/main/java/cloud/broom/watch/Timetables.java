package cloud.broom.watch;

import cloud.broom.job.JobName;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Timetable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Which slots jobs have, and what has become of them; a {@link cloud.broom.run.Report} writes both. A port. Every method throws
 * {@link cloud.broom.run.StoreUnavailable} if the store does not answer.
 */
public interface Timetables {
    /** A job's timetable; never stale. */
    Optional<Timetable> find(JobName job);

    /** Every timetable there is; it may lag behind the last writes by moments. */
    List<Timetable> all();

    /** What became of a job's slots that are instants, of those from one until another, both included; never stale. */
    SortedMap<Instant, SlotUse> slots(JobName job, Instant from, Instant until);
}
