package cloud.broom.testkit.simulation;

import cloud.broom.fact.Mark;
import cloud.broom.fact.Marks;
import cloud.broom.job.JobName;
import cloud.broom.run.StoreUnavailable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The store of marks as one invocation meets it, across the boundary: of a write only a part may happen. */
final class SimulatedMarks implements Marks {
    private final Marks store;
    private final Graces graces;
    private final Visit visit;
    private final Boundary boundary;

    SimulatedMarks(Marks store, Graces graces, Visit visit, Boundary boundary) {
        this.store = store;
        this.graces = graces;
        this.visit = visit;
        this.boundary = boundary;
    }

    @Override
    public List<Mark> of(JobName job) {
        return boundary.pass(visit, PortCall.MARKS_READ, job::toString, strike -> store.of(job));
    }

    @Override
    public void put(JobName job, Collection<Mark> marks) {
        write(PortCall.MARKS_PUT, marks, some -> {
            store.put(job, some);
            graces.marked(some);
        });
    }

    @Override
    public void remove(JobName job, Collection<String> resources) {
        write(PortCall.MARKS_REMOVE, resources, some -> {
            store.remove(job, some);
            graces.unmarked(job, some);
        });
    }

    private <T> void write(PortCall call, Collection<T> all, Consumer<Collection<T>> effect) {
        boundary.pass(visit, call, all::toString, strike -> {
            if (strike.equals(Optional.of(Strike.PARTLY_WRITTEN))) {
                effect.accept(all.stream().filter(any -> boundary.heads()).toList());
                throw new StoreUnavailable(call + ": only a part was written");
            }
            effect.accept(all);
            return "done";
        });
    }
}
