package cloud.broom.testkit.simulation;

import cloud.broom.fact.Fact;
import cloud.broom.fact.FactKey;
import cloud.broom.fact.FactLine;
import cloud.broom.fact.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of facts as one invocation meets it, across the boundary. */
final class SimulatedFacts implements Facts {
    private final Facts store;
    private final Visit visit;
    private final Boundary boundary;

    SimulatedFacts(Facts store, Visit visit, Boundary boundary) {
        this.store = store;
        this.visit = visit;
        this.boundary = boundary;
    }

    @Override
    public Optional<Fact> find(FactKey key) {
        return boundary.pass(visit, PortCall.FACT_FIND, key::toString, strike -> store.find(key));
    }

    @Override
    public void keep(Fact fact) {
        boundary.pass(visit, PortCall.FACT_KEEP, () -> fact.answer() + " of " + fact.readAt(), strike -> {
            store.keep(fact);
            return "done";
        });
    }

    @Override
    public List<FactLine> list(Instant now, int atMost) {
        throw new UnsupportedOperationException("people list facts, invocations do not");
    }

    @Override
    public void remove(FactKey key) {
        throw new UnsupportedOperationException("people remove facts, invocations do not");
    }
}
