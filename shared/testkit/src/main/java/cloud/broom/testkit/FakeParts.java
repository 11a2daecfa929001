package cloud.broom.testkit;

import cloud.broom.plan.Parts;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.TaskFailure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Parts in memory. For one thread. */
public final class FakeParts implements Parts {
    /** What can be asked of it. */
    public enum Call {
        PUT_ONCE,
        FIND
    }

    private final Map<String, byte[]> stored = new TreeMap<>();
    private final Calls<Call> calls = new Calls<>();

    @Override
    public byte[] putOnce(String name, byte[] bytes) {
        return calls.make(Call.PUT_ONCE, () -> {
            stored.putIfAbsent(name, bytes.clone());
            return read(name).orElseThrow();
        });
    }

    @Override
    public Optional<byte[]> find(String name) {
        return calls.make(Call.FIND, () -> read(name));
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }

    /** The next call of a kind fails and has no effect. */
    public void failNext(Call call) {
        calls.next(call, Fault.failing(unanswered()));
    }

    /** The next part is stored, but whoever stored it is not told. */
    public void loseResponseOfNext() {
        calls.next(Call.PUT_ONCE, Fault.losing(unanswered()));
    }

    /** The names of all that is stored, in their order. */
    public Set<String> names() {
        return Set.copyOf(stored.keySet());
    }

    /** Overwrites what is stored, as no store should: for what must be noticed. */
    public void corrupt(String name, byte[] bytes) {
        stored.computeIfAbsent(name, missing -> {
            throw new IllegalArgumentException("no part is stored as " + missing);
        });
        stored.put(name, bytes.clone());
    }

    private Optional<byte[]> read(String name) {
        return Optional.ofNullable(stored.get(name)).map(byte[]::clone);
    }

    private static TaskFailure unanswered() {
        return new TaskFailure(
                ErrorName.of("S3.503", ErrorName.TRANSIENT),
                "the store of parts did not answer",
                new IllegalStateException("told to fail"));
    }
}
