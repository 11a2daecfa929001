package cloud.broom.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The laws, in as many worlds as {@code -Dbroom.seeds} says. {@code -Dbroom.seed} plays one of them again and prints what
 * happened in it.
 */
final class SimulationTest {
    /** Each plays every so manieth seed. A player's threads hand each other the turn, and a core is idle while they do. */
    private static final int PLAYERS = 2 * Runtime.getRuntime().availableProcessors();

    @Test
    @DisabledIfSystemProperty(named = "broom.seed", matches = ".*")
    void lawsHoldInEveryWorld() throws InterruptedException, ExecutionException {
        long seeds = Long.getLong("broom.seeds", Summary.SEEDS);
        long began = System.nanoTime();
        List<Series> series = played(seeds);
        Tally tally = new Tally();
        series.forEach(one -> tally.add(one.tally));
        Duration virtual = series.stream().map(Series::lasted).reduce(Duration.ZERO, Duration::plus);
        Summary.print(seeds, virtual, Duration.ofNanos(System.nanoTime() - began), tally);

        assertThat(series.stream().flatMap(one -> one.broken.stream())).isEmpty();
        if (seeds >= Summary.SEEDS) {
            assertThat(Summary.untried(tally))
                    .as("faults that befell no call in any world")
                    .isEmpty();
        }
    }

    private static List<Series> played(long seeds) throws InterruptedException, ExecutionException {
        ExecutorService players = Executors.newFixedThreadPool(PLAYERS);
        try {
            List<Callable<Series>> parts = LongStream.range(0, PLAYERS)
                    .<Callable<Series>>mapToObj(first -> () -> Series.play(first, seeds))
                    .toList();
            List<Series> series = new ArrayList<>();
            for (Future<Series> part : players.invokeAll(parts)) {
                series.add(part.get());
            }
            return series;
        } finally {
            players.shutdownNow();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "broom.seed", matches = ".*")
    void lawsHoldInTheWorldThatIsPlayedAgain() {
        try (Simulation simulation = new Simulation(Thread::new)) {
            Simulation.Played played = simulation.replay(Long.getLong("broom.seed", 0));
            System.out.println(told(played));

            assertThat(played.broken()).isEmpty();
        }
    }

    @Test
    void seedGivesTheSameWorldEachTime() {
        try (Simulation one = new Simulation(Thread::new);
                Simulation other = new Simulation(Thread::new)) {
            other.play(4);

            assertThat(one.replay(3).trace())
                    .hasSizeGreaterThan(100)
                    .isEqualTo(other.replay(3).trace())
                    .isNotEqualTo(other.replay(5).trace());
        }
    }

    private static String told(Simulation.Played played) {
        return String.join("\n", played.trace()) + "\nseed " + played.seed() + ": "
                + played.broken().map(Throwable::toString).orElse("every law held");
    }

    /** Some seeds, played one after the other; the first that breaks a law is played again with a trace, and the last. */
    private record Series(Tally tally, Duration lasted, Optional<String> broken) {
        static Series play(long first, long seeds) {
            Tally tally = new Tally();
            List<String> broken = new ArrayList<>();
            Duration lasted = Duration.ZERO;
            try (Simulation simulation = new Simulation(Thread::new)) {
                for (long seed = first; seed < seeds && broken.isEmpty(); seed += PLAYERS) {
                    Simulation.Played played = simulation.play(seed);
                    tally.add(played.tally());
                    lasted = lasted.plus(played.lasted());
                    if (played.broken().isPresent()) {
                        broken.add(told(simulation.replay(seed)) + "\nagain: -Dbroom.seed=" + seed);
                    }
                }
            }
            return new Series(tally, lasted, broken.stream().findFirst());
        }
    }
}
