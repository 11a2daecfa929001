package cloud.broom.testkit.simulation;

import cloud.broom.job.JobName;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Timetable;
import cloud.broom.watch.Timetables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The timetables as a pass of the watchdog meets them, across the boundary. */
final class SimulatedTimetables implements Timetables {
    private final Timetables store;
    private final Visit visit;
    private final Boundary boundary;

    SimulatedTimetables(Timetables store, Visit visit, Boundary boundary) {
        this.store = store;
        this.visit = visit;
        this.boundary = boundary;
    }

    @Override
    public Optional<Timetable> find(JobName job) {
        return boundary.pass(visit, PortCall.TIMETABLE, job::toString, strike -> store.find(job));
    }

    @Override
    public List<Timetable> all() {
        return boundary.pass(visit, PortCall.TIMETABLES, () -> "all", strike -> store.all());
    }

    @Override
    public SortedMap<Instant, SlotUse> slots(JobName job, Instant from, Instant until) {
        return boundary.pass(visit, PortCall.SLOTS, job::toString, strike -> store.slots(job, from, until));
    }
}
