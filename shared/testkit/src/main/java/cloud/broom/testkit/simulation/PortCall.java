package cloud.broom.testkit.simulation;

import cloud.broom.notice.Outlet;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.task.TaskFailure;
import cloud.broom.watch.Timers;
import cloud.broom.watch.Waker;

/** Everything an invocation can ask of its world. */
public enum PortCall {
    COMMIT(Port.RUNS, true),
    FIND(Port.RUNS, false),
    PLACE(Port.RUNS, false),
    TAKEN(Port.RUNS, false),
    STARTS(Port.RUNS, false),
    REGISTERED(Port.RUNS, false),
    PAUSE(Port.RUNS, true),
    UNPAUSE(Port.RUNS, true),
    ORDER(Port.RUNS, true),
    ORDERS(Port.RUNS, false),
    REFUSE(Port.RUNS, true),
    DUE(Port.RUNS, false),
    BURY(Port.RUNS, true),
    REPORT(Port.RUNS, true),
    HEALTH(Port.RUNS, false),
    TROUBLED(Port.RUNS, false),
    SLOT(Port.RUNS, false),
    SLOTS(Port.RUNS, false),
    LETTER(Port.RUNS, false),
    TIMETABLE(Port.RUNS, false),
    TIMETABLES(Port.RUNS, false),
    NOTICE(Port.RUNS, false),
    TOLD(Port.RUNS, false),
    DELIVERED(Port.RUNS, true),
    POSTPONE(Port.RUNS, true),
    EXPIRE(Port.RUNS, true),
    PUT_PART(Port.PARTS, true),
    FIND_PART(Port.PARTS, false),
    FACT_FIND(Port.FACTS, false),
    FACT_KEEP(Port.FACTS, true),
    CONTROL_READ(Port.CONTROLS, false),
    EXEMPTIONS(Port.CONTROLS, false),
    MARKS_READ(Port.MARKS, false),
    MARKS_PUT(Port.MARKS, true),
    MARKS_REMOVE(Port.MARKS, true),
    PROVEN(Port.PROOFS, false),
    DELIVER(Port.OUTLET, true),
    WAKE(Port.WAKER, true),
    CALL(Port.WAKER, true),
    TIMERS_ALL(Port.TIMERS, false),
    TIMERS_FIND(Port.TIMERS, false),
    TASK_FIND(Port.TASK, false),
    TASK_REREAD(Port.TASK, false),
    TASK_LOOK(Port.TASK, false),
    TASK_TAGS(Port.TASK, false),
    TASK_USES(Port.TASK, false),
    TASK_ACT(Port.TASK, true),
    /** A pause of the invocation itself: it has nobody to be unavailable. */
    WAIT(Port.TIME, false);

    final Port port;
    final boolean writes;

    PortCall(Port port, boolean writes) {
        this.port = port;
        this.writes = writes;
    }

    /** Whose calls they are. */
    enum Port {
        /** With notices and timetables: what is in one table is out of reach at once. */
        RUNS,
        PARTS,
        FACTS,
        CONTROLS,
        MARKS,
        PROOFS,
        OUTLET,
        WAKER,
        TIMERS,
        TASK,
        TIME
    }

    /** How the adapter of the port says that it got no answer. */
    RuntimeException failure(String why) {
        IllegalStateException cause = new IllegalStateException(why);
        return switch (port) {
            case RUNS, FACTS, CONTROLS, MARKS, PROOFS -> new StoreUnavailable(this + ": " + why, cause);
            case PARTS, TASK ->
                new TaskFailure(ErrorName.of("Fake.503", ErrorName.TRANSIENT), this + ": " + why, cause);
            case OUTLET -> new Outlet.Undelivered(this + ": " + why, cause);
            case WAKER -> new Waker.Unreachable(why, cause);
            case TIMERS -> new Timers.Unanswered(this + ": " + why, cause);
            case TIME -> cause;
        };
    }
}
