package cloud.broom.testkit.simulation;

import cloud.broom.fact.Facts;
import cloud.broom.plan.Parts;
import cloud.broom.run.Runs;
import cloud.broom.testkit.FakeTask;
import java.util.List;
import java.util.Map;

/** What stands between a world's boundary and its fakes: nothing, unless a test takes a guard away to see that it is missed. */
interface Rigging {
    Rigging NONE = new Rigging() {};

    /** The store of runs as one invocation meets it. */
    default Runs runs(Runs store, Visit visit) {
        return store;
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

    /** Whether calls past the deadline are refused. */
    default boolean refusesLateCalls() {
        return true;
    }
}
