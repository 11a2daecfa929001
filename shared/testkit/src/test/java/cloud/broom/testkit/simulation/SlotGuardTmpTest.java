package cloud.broom.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SlotGuardTmpTest {
    @ParameterizedTest
    @EnumSource
    void missed(SlotGuard guard) {
        try (Simulation simulation = new Simulation(Thread::new)) {
            Optional<Simulation.Played> caught = Optional.empty();
            for (long seed = 0; seed < 1500 && caught.isEmpty(); seed++) {
                caught = Optional.of(simulation.play(seed, guard::without, false))
                        .filter(played -> played.broken().isPresent());
            }
            assertThat(caught).as("" + guard).isPresent();
            Summary.print(guard, caught.orElseThrow());
        }
    }
}
