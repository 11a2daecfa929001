package cloud.broom.testkit.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/**
 * The real engine in worlds of fakes. One seed gives one world: its jobs, invocations, clocks, faults and the order of all of it,
 * always the same. Each write and each act of a world is checked against the laws, and so is what it has come to in the end.
 *
 * <p>Invocations are threads that pass each other the turn: between two calls of a port one runs undisturbed, at each call any
 * other may go on instead. An invocation that crashes is never given the turn again.
 *
 * <p>For one thread at a time; closed, it ends its own.
 */
public final class Simulation implements AutoCloseable {
    private final Hands hands;

    /** A simulation whose invocations run on threads of this making. */
    public Simulation(ThreadFactory threads) {
        this.hands = new Hands(threads);
    }

    /** Plays one seed's world to its end, or until a law is broken; without a trace, which costs more than the world does. */
    public Played play(long seed) {
        return play(seed, any -> Rigging.NONE, false);
    }

    /** Plays a seed's world again, keeping a line of each call. */
    public Played replay(long seed) {
        return play(seed, any -> Rigging.NONE, true);
    }

    Played play(long seed, Function<Fakes, Rigging> guards, boolean traced) {
        return new World(seed, hands, guards, traced).play(seed);
    }

    @Override
    public void close() {
        hands.close();
    }

    /**
     * What came of a seed.
     *
     * @param lasted in virtual time
     * @param broken the law that did not hold, or what else went wrong
     * @param trace what happened, a line each, if that was wanted
     */
    public record Played(long seed, Duration lasted, Tally tally, Optional<Throwable> broken, List<String> trace) {
        public Played {
            trace = List.copyOf(trace);
        }
    }
}
