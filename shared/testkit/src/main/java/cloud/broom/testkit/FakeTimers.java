package cloud.broom.testkit;

import cloud.broom.watch.Timer;
import cloud.broom.watch.Timers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Schedules in memory, which fire nothing by themselves. For one thread. */
public final class FakeTimers implements Timers {
    /** What can be asked of it. */
    public enum Call {
        ALL,
        FIND
    }

    private final Map<String, Timer> timers = new TreeMap<>();
    private final Calls<Call> calls = new Calls<>();

    @Override
    public List<Timer> all() {
        return calls.make(Call.ALL, this::now);
    }

    @Override
    public Optional<Timer> find(String arn) {
        return calls.make(Call.FIND, () -> Optional.ofNullable(timers.get(arn)));
    }

    /** There is one from now on, or it is another from now on. */
    public void put(Timer timer) {
        timers.put(timer.arn(), timer);
    }

    /** There is none of that ARN any more. */
    public void remove(String arn) {
        timers.remove(arn);
    }

    /** The next call of a kind is not answered. */
    public void failNext(Call call) {
        calls.next(call, Fault.failing(new Unanswered("told to fail", new IllegalStateException("by a test"))));
    }

    /** All there are, without asking the port. */
    public List<Timer> now() {
        return List.copyOf(timers.values());
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }
}
