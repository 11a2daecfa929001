package cloud.broom.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of cleanup. {@code find} never writes and never filters, {@code judge} decides, {@code act} obeys; everything else
 * (dedupe, plan, limits, retries, checkpoints, alerts) is the engine's. Stateless: one instance serves many runs.
 *
 * @param <P> the parameters
 * @param <R> what it looks at
 */
public interface Task<P extends Record, R extends Record & Resource> {
    Declaration<P, R> declaration();

    /**
     * Looks at the next resources.
     *
     * @param from where to go on; never {@link Cursor.End}
     * @param atMost the most resources to return, at least 1
     * @throws TaskFailure if the page could not be read: nothing of it counts
     */
    Page<R> find(P params, Cursor from, int atMost);

    /** One piece of evidence per predicate. Pure: the same arguments give the same answer. */
    List<Evidence> judge(P params, Instant asOf, R resource);

    /**
     * Names or ARNs of what a resource is and of what it lies in, by which the engine knows the stack's own: an object lies in its
     * bucket. Pure, and never empty.
     */
    default List<String> within(P params, R resource) {
        return List.of(resource.id());
    }

    /**
     * Since when a resource qualifies, where the resource itself tells; empty where it does not. Pure. A job's grace counts from
     * then. Of what cannot tell the engine keeps marks: it counts from when people were told, and begins anew when any field of
     * the resource changes, so what differs from look to look must not be one.
     */
    default Optional<Instant> qualifiesSince(P params, R resource) {
        return Optional.empty();
    }

    /**
     * Acts on planned resources, at most {@link Declaration#batch} of them. Acting again on one already acted on must be harmless.
     *
     * @return an outcome by {@link Resource#id}; one that is not mentioned is taken as FAILED
     * @throws TaskFailure if nothing can be said of any of them
     */
    Map<String, Outcome> act(P params, List<R> batch);
}
