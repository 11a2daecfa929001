package cloud.broom.plan;

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
     * What is stored under a name.
     *
     * @throws UnreadablePart if nothing is stored there
     * @throws cloud.broom.task.TaskFailure if the store does not answer
     */
    byte[] get(String name);
}
