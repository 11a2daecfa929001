package cloud.broom.testkit;

import cloud.broom.call.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;

/** An invocation on a clock that moves only when told. A pause moves it; one past the deadline is the invocation's {@link Crash}. */
public final class FakeInvocation implements Invocation {
    private final FakeClock clock;
    private final Instant deadline;
    private final RandomGenerator chance;
    private final String requestId;
    private final String function;
    private Duration paused = Duration.ZERO;
    private Duration skew = Duration.ZERO;

    /**
     * An invocation that begins now.
     *
     * @param length how long Lambda lets it run
     * @param seed of its luck; the same as another's and both draw the same write ids
     */
    public FakeInvocation(FakeClock clock, Duration length, long seed, String requestId, String function) {
        this.clock = clock;
        this.deadline = clock.instant().plus(length);
        this.chance = new Random(seed);
        this.requestId = requestId;
        this.function = function;
    }

    /** An invocation of function {@code fake-function} that is named after its seed. */
    public static FakeInvocation of(FakeClock clock, Duration length, long seed) {
        return new FakeInvocation(clock, length, seed, "request-" + seed, "fake-function");
    }

    /** Its host's clock is off by so much, as its deadline, which Lambda tells, is not. */
    public FakeInvocation skewed(Duration by) {
        this.skew = by;
        return this;
    }

    @Override
    public Instant now() {
        return clock.instant().plus(skew);
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public void pause(Duration length) {
        clock.advance(length);
        paused = paused.plus(length);
        if (!clock.instant().isBefore(deadline)) {
            throw new Crash("in a pause that went past its deadline " + deadline);
        }
    }

    /** How long it has paused in all. */
    public Duration paused() {
        return paused;
    }

    @Override
    public RandomGenerator chance() {
        return chance;
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public String function() {
        return function;
    }
}
