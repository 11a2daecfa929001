package cloud.broom.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The calls of a fake: counted, and made to go wrong. A fault told for the next call of a kind comes before what
 * {@link #each} would say of it. For one thread.
 *
 * @param <C> the kinds of call
 */
public final class Calls<C extends Enum<C>> {
    private final Map<C, Integer> counts = new HashMap<>();
    private final Map<C, Deque<Fault>> told = new HashMap<>();
    private Function<C, Fault> otherwise = call -> Fault.NONE;

    Calls() {}

    /** How often a kind of call has been made, whatever became of it. */
    public int count(C call) {
        return counts.getOrDefault(call, 0);
    }

    /** How many calls of any kind have been made. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What befalls the next call of a kind; told again, the one after it. */
    public void next(C call, Fault fault) {
        told.computeIfAbsent(call, any -> new ArrayDeque<>()).add(fault);
    }

    /** Asked for every call of which nothing was told: a simulator's chance. */
    public void each(Function<C, Fault> chance) {
        this.otherwise = chance;
    }

    <T> T make(C call, Supplier<T> effect) {
        counts.merge(call, 1, Integer::sum);
        Deque<Fault> waiting = told.getOrDefault(call, new ArrayDeque<>());
        Fault fault = waiting.isEmpty() ? otherwise.apply(call) : waiting.remove();
        fault.before().run();
        T result = effect.get();
        fault.after().run();
        return result;
    }

    void make(C call, Runnable effect) {
        make(call, () -> {
            effect.run();
            return true;
        });
    }
}
