package cloud.broom.task;

import java.util.Optional;

/** A task that can look at one resource by its id, without a search: so that what would become of it is told at once. */
public interface Looking<P extends Record, R extends Record & Resource> extends Task<P, R> {
    /**
     * One resource as a search would show it; empty if there is none, or if the job's search would not come to it.
     *
     * @throws TaskFailure if it could not be looked at
     */
    Optional<R> look(P params, String id);
}
