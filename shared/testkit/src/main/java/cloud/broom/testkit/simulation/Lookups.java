package cloud.broom.testkit.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What every task looks up, which changes by itself; with what only the world knows: which answers it gave, and when really. */
final class Lookups {
    private final Map<Reading, Instant> given = new HashMap<>();
    private Optional<Owner> owner = Optional.of(new Owner("ann"));

    /** It is another from now on, or there is none. */
    void change(Optional<Owner> now) {
        owner = now;
    }

    /** Answers an invocation that, by its host's clock, asked at an instant. */
    Optional<Owner> look(Visit visit, Instant asked) {
        given.put(new Reading(asked, owner), visit.really());
        return owner;
    }

    /** When such an answer was really given; empty if it never was. */
    Optional<Instant> given(Instant asked, Optional<Owner> answer) {
        return Optional.ofNullable(given.get(new Reading(asked, answer)));
    }

    /** What is looked up. */
    record Owner(String name) {}

    private record Reading(Instant asked, Optional<Owner> answer) {}
}
