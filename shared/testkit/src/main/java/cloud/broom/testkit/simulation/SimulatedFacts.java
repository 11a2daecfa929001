package cloud.broom.testkit.simulation;

import cloud.broom.fact.Content;
import cloud.broom.fact.Fact;
import cloud.broom.fact.FactKey;
import cloud.broom.fact.FactLine;
import cloud.broom.fact.Facts;
import cloud.broom.json.Json;
import cloud.broom.testkit.FakeFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of facts as one invocation meets it, across the boundary. */
final class SimulatedFacts implements Facts {
    private final FakeFacts fake;
    private final Facts store;
    private final Visit visit;
    private final Boundary boundary;

    SimulatedFacts(FakeFacts fake, Facts store, Visit visit, Boundary boundary) {
        this.fake = fake;
        this.store = store;
        this.visit = visit;
        this.boundary = boundary;
    }

    @Override
    public Optional<Fact> find(FactKey key) {
        return boundary.pass(visit, PortCall.FACT_FIND, key::toString, strike -> {
            fake.find(key).flatMap(SimulatedFacts::size).ifPresent(visit.looks()::sized);
            return store.find(key);
        });
    }

    @Override
    public void keep(Fact fact) {
        boundary.pass(visit, PortCall.FACT_KEEP, () -> fact.answer() + " of " + fact.readAt(), strike -> {
            store.keep(fact);
            size(fact).ifPresent(visit.looks()::keeps);
            return "done";
        });
    }

    /** If it is one, how large a set was. */
    private static Optional<Long> size(Fact fact) {
        return fact.question().startsWith("size of ") && fact.answer() instanceof Content.Here here
                ? Optional.of(Json.read(here.json(), Size.class, "size").members)
                : Optional.empty();
    }

    @Override
    public List<FactLine> list(Instant now, int atMost) {
        throw new UnsupportedOperationException("people list facts, invocations do not");
    }

    @Override
    public void remove(FactKey key) {
        throw new UnsupportedOperationException("people remove facts, invocations do not");
    }

    private record Size(long members, Instant readAt) {}
}
