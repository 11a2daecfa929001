package cloud.broom.testkit.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What was tried: how often each law was checked, and each fault befell each call. */
public final class Tally {
    private final Map<Law, Long> checked = new EnumMap<>(Law.class);
    private final Map<PortCall, Map<Strike, Long>> struck = new EnumMap<>(PortCall.class);
    private long calls;

    void called() {
        calls++;
    }

    /**
     * Checks a law.
     *
     * @throws Violation if it does not hold
     */
    void check(Law law, boolean holds, Supplier<String> how) {
        checked.merge(law, 1L, Long::sum);
        if (!holds) {
            throw new Violation(law, how.get());
        }
    }

    void struck(PortCall call, Strike strike) {
        struck.computeIfAbsent(call, any -> new EnumMap<>(Strike.class)).merge(strike, 1L, Long::sum);
    }

    void add(Tally other) {
        calls += other.calls;
        other.checked.forEach((law, times) -> checked.merge(law, times, Long::sum));
        other.struck.forEach((call, kinds) -> kinds.forEach((kind, times) ->
                struck.computeIfAbsent(call, any -> new EnumMap<>(Strike.class)).merge(kind, times, Long::sum)));
    }

    long calls() {
        return calls;
    }

    long of(Law law) {
        return checked.getOrDefault(law, 0L);
    }

    long of(PortCall call, Strike strike) {
        return struck.getOrDefault(call, Map.of()).getOrDefault(strike, 0L);
    }

    long of(Strike strike) {
        return struck.values().stream()
                .mapToLong(kinds -> kinds.getOrDefault(strike, 0L))
                .sum();
    }
}
