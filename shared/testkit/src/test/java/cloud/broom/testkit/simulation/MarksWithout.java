package cloud.broom.testkit.simulation;

import cloud.broom.fact.Mark;
import cloud.broom.fact.Marks;
import cloud.broom.job.JobName;
import java.util.Collection;
import java.util.List;

/** A store of marks some answer of which is to be bent. */
class MarksWithout implements Marks {
    final Marks store;

    MarksWithout(Marks store) {
        this.store = store;
    }

    @Override
    public List<Mark> of(JobName job) {
        return store.of(job);
    }

    @Override
    public void put(JobName job, Collection<Mark> marks) {
        store.put(job, marks);
    }

    @Override
    public void remove(JobName job, Collection<String> resources) {
        store.remove(job, resources);
    }
}
