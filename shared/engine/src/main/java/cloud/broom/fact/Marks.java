package cloud.broom.fact;

import cloud.broom.job.JobName;
import java.util.Collection;
import java.util.List;

/**
 * Where marks are kept. A port. Every method throws {@link cloud.broom.run.StoreUnavailable} if the store does not answer; of a
 * write any part may then have happened. Only the run that has its job's place writes its job's marks.
 */
public interface Marks {
    /** Keeps nothing: what has to be marked is never due. */
    Marks NONE = new Marks() {
        @Override
        public List<Mark> of(JobName job) {
            return List.of();
        }

        @Override
        public void put(JobName job, Collection<Mark> marks) {}

        @Override
        public void remove(JobName job, Collection<String> resources) {}
    };

    /** All of a job's marks, in no order; never stale ones. What this version cannot read is as if it were not there. */
    List<Mark> of(JobName job);

    /** Keeps marks, each in place of what is there for its resource; no resource twice. */
    void put(JobName job, Collection<Mark> marks);

    /** Forgets the marks of resources, where there are any. */
    void remove(JobName job, Collection<String> resources);
}
