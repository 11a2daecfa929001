package cloud.broom.run;

import cloud.broom.call.Invocation;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The right of one run to be its job's current one, and the runs that wait for it, first in, first out.
 *
 * @param version counts changes; 0 if nobody has ever had it
 */
public record Place(JobName job, Optional<RunId> current, List<RunId> queue, long version) {
    public Place {
        queue = List.copyOf(queue);
        if (current.isEmpty() && !queue.isEmpty()) {
            throw new IllegalArgumentException("the place of " + job + " is free but runs wait for it: " + queue);
        }
    }

    public static Place untouched(JobName job) {
        return new Place(job, Optional.empty(), List.of(), 0);
    }

    /** Orders that cancel whoever has it and whoever waits for it. */
    public List<Order> cancelled(String by, Invocation here) {
        return Stream.concat(current.stream(), queue.stream())
                .map(run -> Order.given(run, here.function(), Order.Kind.CANCEL, by, here))
                .toList();
    }

    boolean isFree() {
        return current.isEmpty();
    }

    /** Whether as many wait as a job lets; one more is skipped. */
    boolean isFull(int most) {
        return queue.size() >= most;
    }

    boolean belongsTo(RunId run) {
        return current.filter(run::equals).isPresent();
    }

    Place taken(RunId run) {
        return new Place(job, Optional.of(run), queue, version + 1);
    }

    Place queued(RunId run) {
        List<RunId> longer = new ArrayList<>(queue);
        longer.add(run);
        return new Place(job, current, longer, version + 1);
    }

    /** Whoever waited waits no more: this run is next. */
    Place queuedAlone(RunId run) {
        return new Place(job, current, List.of(run), version + 1);
    }

    /** The order that starts whoever has the place without {@code run}, if that is who has it now. */
    List<Order> startAfter(RunId run, String function, Invocation here) {
        Optional<RunId> head = belongsTo(run) ? without(run).current : Optional.empty();
        return head.map(next -> Order.given(next, function, Order.Kind.START, "run " + run, here)).stream()
                .toList();
    }

    boolean holds(RunId run) {
        return belongsTo(run) || queue.contains(run);
    }

    /** Without a run: its place goes to the head of the queue, or it leaves the queue. */
    public Place without(RunId run) {
        List<RunId> others = queue.stream().filter(other -> !other.equals(run)).toList();
        if (!belongsTo(run)) {
            return new Place(job, current, others, version + 1);
        }
        return new Place(
                job, others.stream().findFirst(), others.stream().skip(1).toList(), version + 1);
    }
}
