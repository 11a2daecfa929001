package cloud.broom.testkit.simulation;

import cloud.broom.Bounds;
import cloud.broom.approval.Proofs;
import cloud.broom.call.Request;
import cloud.broom.control.Controls;
import cloud.broom.control.Tags;
import cloud.broom.fact.Facts;
import cloud.broom.fact.Marks;
import cloud.broom.gate.OwnStack;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Notices;
import cloud.broom.plan.Parts;
import cloud.broom.run.Runs;
import cloud.broom.task.Reference;
import cloud.broom.testkit.FakeTask;
import cloud.broom.watch.Timers;
import cloud.broom.watch.Timetables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands between a world's boundary and its fakes: nothing, unless a test takes a guard away to see that it is missed. */
interface Rigging {
    Rigging NONE = new Rigging() {};

    /** The store of runs as one invocation meets it. */
    default Runs runs(Runs store, Visit visit) {
        return store;
    }

    /** The notices that wait as one invocation meets them. */
    default Notices notices(Notices store, Visit visit) {
        return store;
    }

    /** The timetables as the watchdog meets them. */
    default Timetables timetables(Timetables store) {
        return store;
    }

    /** What is told when an invocation tells a notice. */
    default Notice told(Notice notice, Visit visit) {
        return notice;
    }

    /** The store of parts as one invocation meets it. */
    default Parts parts(Parts store, Visit visit) {
        return store;
    }

    /** What a second look at a batch shows. */
    default Map<String, FakeTask.Item> reread(List<FakeTask.Item> planned, Map<String, FakeTask.Item> now) {
        return now;
    }

    /** The store of facts as one invocation meets it. */
    default Facts facts(Facts store, Visit visit) {
        return store;
    }

    /** What is sent to be acted on when an invocation sends a batch. */
    default List<FakeTask.Item> sent(List<FakeTask.Item> batch, Visit visit) {
        return batch;
    }

    /** Kill switch and exemptions as one invocation meets them, whatever it makes of their failing. */
    default Controls controls(Controls controls, Visit visit) {
        return controls;
    }

    /** The store of marks as one invocation meets it. */
    default Marks marks(Marks store) {
        return store;
    }

    /** The schedules as the watchdog meets them. */
    default Timers timers(Timers timers) {
        return timers;
    }

    /** Who signed what. */
    default Proofs proofs(Proofs proofs) {
        return proofs;
    }

    /** What a person's request is understood to be. */
    default Request heard(Request said) {
        return said;
    }

    /** What is taken of the tags of some resources that its service was asked for. */
    default Map<String, Tags> tags(List<FakeTask.Item> asked, Map<String, Tags> told) {
        return told;
    }

    /** What is asked of a set before it is believed. */
    default Reference rules(Reference rules) {
        return rules;
    }

    /** Since when a resource qualifies. */
    default Optional<Instant> since(Optional<Instant> told) {
        return told;
    }

    /** What no run exceeds. */
    default Bounds bounds(Bounds bounds) {
        return bounds;
    }

    /** What belongs to the stack. */
    default OwnStack stack(OwnStack stack) {
        return stack;
    }

    /** Whether a client asks the guard before it sends something. */
    default boolean asksGuard() {
        return true;
    }

    /** Whether the guard hears of a call that is refused and of which the task takes no notice. */
    default boolean remembersRefusals() {
        return true;
    }

    /** Whether calls past the deadline are refused. */
    default boolean refusesLateCalls() {
        return true;
    }
}
