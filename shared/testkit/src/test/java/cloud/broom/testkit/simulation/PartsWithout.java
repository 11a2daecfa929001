package cloud.broom.testkit.simulation;

import cloud.broom.plan.Parts;
import java.util.Optional;

/** A store of parts some answer or write of which is to be bent. */
class PartsWithout implements Parts {
    final Parts store;

    PartsWithout(Parts store) {
        this.store = store;
    }

    @Override
    public byte[] putOnce(String name, byte[] bytes) {
        return store.putOnce(name, bytes);
    }

    @Override
    public Optional<byte[]> find(String name) {
        return store.find(name);
    }
}
