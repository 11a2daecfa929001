package cloud.broom.testkit;

import cloud.broom.job.JobName;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Timetable;
import cloud.broom.watch.Timetables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The timetables, and the slots, that were written to a {@link FakeRuns}. For one thread. */
public final class FakeTimetables implements Timetables {
    /** What can be asked of it. */
    public enum Call {
        FIND,
        ALL,
        SLOTS
    }

    private final Kept kept;
    private final Calls<Call> calls = new Calls<>();

    FakeTimetables(Kept kept) {
        this.kept = kept;
    }

    @Override
    public Optional<Timetable> find(JobName job) {
        return calls.make(Call.FIND, () -> of(job));
    }

    @Override
    public List<Timetable> all() {
        return calls.make(Call.ALL, kept::timetables);
    }

    @Override
    public SortedMap<Instant, SlotUse> slots(JobName job, Instant from, Instant until) {
        return calls.make(Call.SLOTS, () -> kept.slots(job, from, until));
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }

    /** A job's timetable, without asking the port. */
    public Optional<Timetable> of(JobName job) {
        return kept.timetable(job);
    }
}
