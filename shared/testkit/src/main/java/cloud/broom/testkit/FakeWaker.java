package cloud.broom.testkit;

import cloud.broom.job.RunId;
import cloud.broom.watch.Waker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps the wakes it was asked for; whoever plays the functions takes them. For one thread. */
public final class FakeWaker implements Waker {
    /** What can be asked of it. */
    public enum Call {
        WAKE,
        CALL
    }

    /** One asynchronous invocation. */
    public record Wake(RunId run, String function) {}

    /** One asynchronous invocation with a payload of its own. */
    public record Called(String payload, String function) {}

    private final List<Wake> wakes = new ArrayList<>();
    private final List<Called> called = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();
    private final Calls<Call> calls = new Calls<>();

    @Override
    public void wake(RunId run, String function) {
        calls.make(Call.WAKE, () -> {
            if (gone.contains(function)) {
                throw new Gone(function, new IllegalStateException("told to be gone"));
            }
            wakes.add(new Wake(run, function));
        });
    }

    @Override
    public void call(String payload, String function) {
        calls.make(Call.CALL, () -> {
            if (gone.contains(function)) {
                throw new Gone(function, new IllegalStateException("told to be gone"));
            }
            called.add(new Called(payload, function));
        });
    }

    /** Hands over what it was asked to call with since the last time. */
    public List<Called> takeCalls() {
        List<Called> taken = List.copyOf(called);
        called.clear();
        return taken;
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }

    /** The next function asked does not take the call. */
    public void failNext() {
        calls.next(
                Call.WAKE, Fault.failing(new Unreachable("fake-function", new IllegalStateException("told to fail"))));
    }

    /** From now on there is no such function. */
    public void remove(String function) {
        gone.add(function);
    }

    /** The next call is taken, but whoever made it does not learn of that. */
    public void loseResponseOfNext() {
        calls.next(
                Call.WAKE, Fault.losing(new Unreachable("fake-function", new IllegalStateException("told to fail"))));
    }

    /** Hands over what it was asked for since the last time. */
    public List<Wake> take() {
        List<Wake> taken = List.copyOf(wakes);
        wakes.clear();
        return taken;
    }
}
