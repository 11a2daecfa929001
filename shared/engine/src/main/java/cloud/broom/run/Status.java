package cloud.broom.run;

/** A state as it is shown. */
public enum Status {
    /** An invocation holds it. */
    RUNNING,
    /** It ran out of invocation, not of work, and goes on in the next one. */
    SUSPENDED,
    AWAITING_RETRY,
    /** Its job's place is another run's; it has the next turn, or a later one. */
    QUEUED,
    /** Its plan has to be approved before it is acted on. */
    AWAITING_APPROVAL,
    /** A limit stands in its way: nothing was done, the list is kept. */
    BLOCKED,
    COMPLETED,
    /** Some items failed, or cannot be accounted for. */
    PARTIAL,
    FAILED,
    CANCELLED,
    SKIPPED,
    /** No run: the slot's call did not come in time, or was lost, and will start none. */
    MISSED
}
