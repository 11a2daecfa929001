package cloud.broom.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where facts are kept. A port. Every method throws {@link cloud.broom.run.StoreUnavailable} if the store does not answer; a
 * write may then have happened or not.
 */
public interface Facts {
    /** Keeps nothing. */
    Facts NONE = new Facts() {
        @Override
        public Optional<Fact> find(FactKey key) {
            return Optional.empty();
        }

        @Override
        public void keep(Fact fact) {}

        @Override
        public List<FactLine> list(Instant now, int atMost) {
            return List.of();
        }

        @Override
        public void remove(FactKey key) {}
    };

    /** What is kept under a key; never a stale one. What this version cannot read is as if it were not there. */
    Optional<Fact> find(FactKey key);

    /**
     * Keeps a fact in place of what is there, unless that was read in the same millisecond or later. What claims to have been
     * read further ahead than two clocks may differ ({@link cloud.broom.run.Claims#SKEW}) is of a clock that is wrong, and goes.
     */
    void keep(Fact fact);

    /** Facts that have not expired, the first to expire first; it may lag behind the last writes by moments. */
    List<FactLine> list(Instant now, int atMost);

    /** Forgets a fact, if it is there. */
    void remove(FactKey key);
}
