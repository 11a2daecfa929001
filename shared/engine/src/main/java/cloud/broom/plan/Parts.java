package cloud.broom.plan;

import java.util.Optional;

/** Where parts are kept: immutable, written once. A port. */
public interface Parts {
    /**
     * Stores bytes under a name unless it is taken.
     *
     * @return what is stored there now: these bytes, or those of whoever came first
     * @throws cloud.broom.task.TaskFailure if the store does not answer
     */
    byte[] putOnce(String name, byte[] bytes);

    /**
     * What is stored under a name, if anything is.
     *
     * @throws cloud.broom.task.TaskFailure if the store does not answer
     */
    Optional<byte[]> find(String name);

    /**
     * What is stored under a name.
     *
     * @throws UnreadablePart if nothing is stored there
     * @throws cloud.broom.task.TaskFailure if the store does not answer
     */
    default byte[] get(String name) {
        return find(name).orElseThrow(() -> new UnreadablePart(name, "is not there"));
    }
}
