package cloud.broom.local.wire;

import cloud.broom.local.iam.Principal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** How often each operation was asked for, refused calls included, as AWS bills them. Thread-safe. */
public final class Calls {
    private final Map<String, Map<String, Long>> bySession = new ConcurrentHashMap<>();

    void count(Principal principal, String call) {
        bySession
                .computeIfAbsent(principal.session(), any -> new ConcurrentHashMap<>())
                .merge(call, 1L, Long::sum);
    }

    /** {@code S3.ListObjectsV2} to its count, of everyone. */
    public Map<String, Long> all() {
        Map<String, Long> sum = new TreeMap<>();
        bySession.values().forEach(calls -> calls.forEach((call, count) -> sum.merge(call, count, Long::sum)));
        return sum;
    }

    /** Of one caller: a function's name, or {@code operator}. */
    public Map<String, Long> of(String session) {
        return new TreeMap<>(bySession.getOrDefault(session, Map.of()));
    }

    /** Who has called. */
    public Set<String> sessions() {
        return new TreeSet<>(bySession.keySet());
    }

    public void clear() {
        bySession.clear();
    }
}
