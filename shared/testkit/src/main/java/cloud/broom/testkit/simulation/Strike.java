package cloud.broom.testkit.simulation;

import cloud.broom.testkit.simulation.PortCall.Port;

/** What may befall a call of a port. */
public enum Strike {
    /** The invocation dies; the call has no effect. */
    CRASH_BEFORE,
    /** The invocation dies once the call has had its effect. */
    CRASH_AFTER,
    /** No effect, and an error. */
    UNAVAILABLE,
    /** The effect, and an error. */
    LOST_RESPONSE,
    /** The client lost the first answer and sent the write again: done at first, a conflict then. */
    SENT_TWICE,
    /** Another transaction gets in the way: no effect, nothing decided. */
    CONFLICT,
    /** The index answers as before the last write. */
    STALE_INDEX,
    /** The service refuses for now; the client's own attempts are used up. */
    THROTTLED,
    /** Some items of the batch fail with an error that passes by itself. */
    ITEMS_THROTTLED,
    /** Some items fail with an error that does not. */
    ITEMS_DENIED,
    /** The answer leaves some items out, whatever became of them. */
    ITEMS_UNMENTIONED,
    /** Of some items of a batch the tags cannot be told. */
    TAGS_UNKNOWN,
    /** The tags of a batch could not be read, and the answer is empty. */
    TAGS_EMPTY,
    /** Of a set that is read whole only its first members come. */
    SET_TRUNCATED,
    /** A task that is to look tries to write, and takes no notice of being refused. */
    STRAYS,
    /** Only a part of a write happens. */
    PARTLY_WRITTEN,
    /** A wake is taken and comes to nothing. */
    WAKE_LOST,
    WAKE_DOUBLED,
    WAKE_LATE,
    /** The host's clock is set, back or forth, within what clocks are allowed to differ. */
    CLOCK_STEP,
    /** The call takes until just before the invocation's deadline. */
    SLOW,
    /** The call takes longer than the invocation may: it is ended at its deadline. */
    TIMEOUT,
    /** The invocation is frozen, and goes on once its lease has expired. */
    THAWED_LATE;

    boolean strikes(PortCall call) {
        return switch (this) {
            case CRASH_BEFORE, CLOCK_STEP, SLOW, TIMEOUT, THAWED_LATE -> true;
            case CRASH_AFTER, LOST_RESPONSE -> call.writes;
            case UNAVAILABLE -> call.port != Port.TIME && call.port != Port.TASK;
            case SENT_TWICE, CONFLICT -> call == PortCall.COMMIT || call == PortCall.BURY || call == PortCall.REPORT;
            case STALE_INDEX -> call == PortCall.DUE;
            case THROTTLED -> call.port == Port.TASK;
            case ITEMS_THROTTLED, ITEMS_DENIED, ITEMS_UNMENTIONED -> call == PortCall.TASK_ACT;
            case TAGS_UNKNOWN, TAGS_EMPTY -> call == PortCall.TASK_TAGS;
            case SET_TRUNCATED -> call == PortCall.TASK_USES;
            case STRAYS -> call == PortCall.TASK_FIND || call == PortCall.TASK_REREAD || call == PortCall.TASK_TAGS;
            case PARTLY_WRITTEN -> call == PortCall.MARKS_PUT || call == PortCall.MARKS_REMOVE;
            case WAKE_LOST, WAKE_DOUBLED, WAKE_LATE -> call == PortCall.WAKE || call == PortCall.CALL;
        };
    }
}
