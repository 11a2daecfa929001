package cloud.broom.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A guard that is taken away is missed: within the seeds that are always played some law is broken. */
@Tag("mutants")
@Execution(ExecutionMode.CONCURRENT)
final class GuardTest {
    private final Simulation simulation = new Simulation(Thread::new);

    @AfterEach
    void end() {
        simulation.close();
    }

    @ParameterizedTest
    @MethodSource("cloud.broom.testkit.simulation.Guard#all")
    void guardThatIsTakenAwayIsMissed(Guard guard) {
        Optional<Simulation.Played> caught = Optional.empty();
        for (long seed = 0; seed < Summary.SEEDS && caught.isEmpty(); seed++) {
            caught = Optional.of(simulation.play(seed, guard::without, false))
                    .filter(played -> played.broken().isPresent());
        }
        assertThat(caught)
                .as("seeds in which a law was broken without " + guard)
                .isPresent();
        assertThat(caught.orElseThrow().broken()).get().isInstanceOf(Violation.class);
        Summary.print(guard, caught.orElseThrow());
    }
}
