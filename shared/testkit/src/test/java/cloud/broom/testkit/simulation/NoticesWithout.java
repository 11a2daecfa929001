package cloud.broom.testkit.simulation;

import cloud.broom.notice.Notices;
import cloud.broom.notice.Posted;
import java.time.Instant;
import java.util.Optional;

/** A store of notices of which some answer or write is to be bent. */
class NoticesWithout implements Notices {
    final Notices store;

    NoticesWithout(Notices store) {
        this.store = store;
    }

    @Override
    public Optional<Posted> find(String id) {
        return store.find(id);
    }

    @Override
    public Optional<Instant> told(String id) {
        return store.told(id);
    }

    @Override
    public void delivered(String id, Instant at) {
        store.delivered(id, at);
    }

    @Override
    public void postpone(String id, Instant until, String error) {
        store.postpone(id, until, error);
    }

    @Override
    public void expire(String id, Instant at) {
        store.expire(id, at);
    }
}
