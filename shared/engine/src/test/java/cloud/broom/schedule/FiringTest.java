package cloud.broom.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FiringTest {
    private static final Instant NOON = Instant.parse("2026-03-27T12:00:00Z");
    private static final Firing HOURLY = Firing.of("cron(0 * * * ? *)", "UTC");

    @Test
    void firesNeitherBeforeItStartsNorAfterItEnds() {
        Firing bounded = new Firing(
                HOURLY.expression(),
                "UTC",
                Optional.of(NOON.minusSeconds(1)),
                Optional.of(NOON.plusSeconds(3600)),
                Duration.ZERO);

        assertThat(bounded.nextAfter(NOON.minusSeconds(86_400))).contains(NOON);
        assertThat(bounded.nextAfter(NOON)).contains(NOON.plusSeconds(3600));
        assertThat(bounded.nextAfter(NOON.plusSeconds(3600))).isEmpty();
    }

    @Test
    void rateIsCountedFromWhenItWasMadeUnlessItSaysFromWhen() {
        Firing rate = Firing.of("rate(1 hour)", "UTC").since(NOON.plusSeconds(7));

        assertThat(rate.nextAfter(NOON.plusSeconds(7))).contains(NOON.plusSeconds(3607));
        assertThat(rate.since(NOON)).isEqualTo(rate);
        assertThat(HOURLY.since(NOON)).isEqualTo(HOURLY);
    }

    @Test
    void endsNoLaterThanItWasTo() {
        assertThat(HOURLY.until(NOON).until(NOON.plusSeconds(1)).ends()).contains(NOON);
        assertThat(HOURLY.until(NOON).until(NOON.minusSeconds(1)).ends()).contains(NOON.minusSeconds(1));
    }

    @Test
    void hasTheSameInstantsWhateverItsWindowIs() {
        Firing wide =
                new Firing(HOURLY.expression(), "UTC", Optional.empty(), Optional.empty(), Duration.ofMinutes(30));

        assertThat(wide.meets(HOURLY)).isTrue();
        assertThat(wide.nextAfter(NOON)).isEqualTo(HOURLY.nextAfter(NOON));
        assertThat(wide.meets(HOURLY.until(NOON))).isFalse();
        assertThatThrownBy(() -> new Firing(
                        HOURLY.expression(), "UTC", Optional.empty(), Optional.empty(), Duration.ofMinutes(-1)))
                .hasMessageContaining("negative");
    }
}
