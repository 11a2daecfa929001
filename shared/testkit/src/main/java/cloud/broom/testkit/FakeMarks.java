package cloud.broom.testkit;

import cloud.broom.fact.Mark;
import cloud.broom.fact.Marks;
import cloud.broom.job.JobName;
import cloud.broom.run.StoreUnavailable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Marks in memory. For one thread. */
public final class FakeMarks implements Marks {
    /** What can be asked of it. */
    public enum Call {
        READ,
        PUT,
        REMOVE
    }

    private final Map<JobName, Map<String, Mark>> kept = new HashMap<>();
    private final Calls<Call> calls = new Calls<>();

    @Override
    public List<Mark> of(JobName job) {
        return calls.make(Call.READ, () -> kept(job));
    }

    @Override
    public void put(JobName job, Collection<Mark> marks) {
        if (marks.stream().map(Mark::resource).distinct().count() < marks.size()) {
            throw new IllegalArgumentException("a resource is marked twice in one write: " + marks);
        }
        calls.make(Call.PUT, () -> marks.forEach(mark -> ofJob(job).put(mark.resource(), mark)));
    }

    @Override
    public void remove(JobName job, Collection<String> resources) {
        calls.make(Call.REMOVE, () -> resources.forEach(ofJob(job)::remove));
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }

    /** The next call of a kind fails and has no effect. */
    public void failNext(Call call) {
        calls.next(call, Fault.failing(new StoreUnavailable("told to fail: " + call)));
    }

    /** A job's marks in the order of their resources, without asking the port. */
    public List<Mark> kept(JobName job) {
        return List.copyOf(ofJob(job).values());
    }

    private Map<String, Mark> ofJob(JobName job) {
        return kept.computeIfAbsent(job, any -> new TreeMap<>());
    }
}
