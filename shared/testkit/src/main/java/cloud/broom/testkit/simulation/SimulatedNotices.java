package cloud.broom.testkit.simulation;

import cloud.broom.notice.Notices;
import cloud.broom.notice.Posted;
import java.time.Instant;
import java.util.Optional;

/** The notices that wait, as one invocation meets them, across the boundary. */
final class SimulatedNotices implements Notices {
    private final Notices store;
    private final Visit visit;
    private final Boundary boundary;

    SimulatedNotices(Notices store, Visit visit, Boundary boundary) {
        this.store = store;
        this.visit = visit;
        this.boundary = boundary;
    }

    @Override
    public Optional<Posted> find(String id) {
        return boundary.pass(visit, PortCall.NOTICE, () -> id, strike -> store.find(id));
    }

    @Override
    public Optional<Instant> told(String id) {
        return boundary.pass(visit, PortCall.TOLD, () -> id, strike -> store.told(id));
    }

    @Override
    public void delivered(String id, Instant at) {
        tell(PortCall.DELIVERED, id, () -> store.delivered(id, at));
    }

    @Override
    public void postpone(String id, Instant until, String error) {
        tell(PortCall.POSTPONE, id, () -> store.postpone(id, until, error));
    }

    @Override
    public void expire(String id, Instant at) {
        tell(PortCall.EXPIRE, id, () -> store.expire(id, at));
    }

    private void tell(PortCall call, String id, Runnable effect) {
        boundary.pass(visit, call, () -> id, strike -> {
            effect.run();
            return "done";
        });
    }
}
