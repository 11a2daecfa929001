package cloud.broom.testkit.simulation;

import cloud.broom.plan.Parts;
import java.util.Optional;

/** The store of parts as one invocation meets it, across the boundary. */
final class SimulatedParts implements Parts {
    private final Parts store;
    private final Laws laws;
    private final Visit visit;
    private final Boundary boundary;

    SimulatedParts(Parts store, Laws laws, Visit visit, Boundary boundary) {
        this.store = store;
        this.laws = laws;
        this.visit = visit;
        this.boundary = boundary;
    }

    @Override
    public byte[] putOnce(String name, byte[] bytes) {
        visit.forget();
        laws.puts(visit, name, bytes);
        return boundary.pass(visit, PortCall.PUT_PART, () -> name, strike -> {
            byte[] stored = store.putOnce(name, bytes);
            laws.put(name);
            return stored;
        });
    }

    @Override
    public Optional<byte[]> find(String name) {
        return boundary.pass(visit, PortCall.FIND_PART, () -> name, strike -> store.find(name));
    }
}
