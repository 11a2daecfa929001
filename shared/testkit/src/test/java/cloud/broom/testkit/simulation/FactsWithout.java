package cloud.broom.testkit.simulation;

import cloud.broom.fact.Fact;
import cloud.broom.fact.FactKey;
import cloud.broom.fact.FactLine;
import cloud.broom.fact.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store of facts some answer of which is to be bent. */
class FactsWithout implements Facts {
    final Facts store;

    FactsWithout(Facts store) {
        this.store = store;
    }

    @Override
    public Optional<Fact> find(FactKey key) {
        return store.find(key);
    }

    @Override
    public void keep(Fact fact) {
        store.keep(fact);
    }

    @Override
    public List<FactLine> list(Instant now, int atMost) {
        return store.list(now, atMost);
    }

    @Override
    public void remove(FactKey key) {
        store.remove(key);
    }
}
