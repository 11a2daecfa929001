package cloud.broom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FreshnessTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant BEGAN = NOW.minusSeconds(60);

    @Test
    void jobThatSaysNothingReusesWhatItsOwnRunHasRead() {
        assertThat(read("{}")).isEqualTo(Freshness.OF_ONE_RUN);
        assertThat(Freshness.OF_ONE_RUN.oldest(NOW, BEGAN)).isEqualTo(BEGAN);
    }

    @Test
    void noRunReusesWhatIsOlderThanADayUnlessItsJobSaysSo() {
        assertThat(Freshness.OF_ONE_RUN.oldest(NOW, NOW.minus(Duration.ofDays(9))))
                .isEqualTo(NOW.minus(Duration.ofDays(1)));
        assertThat(read("{\"ttl\":\"P10D\"}").oldest(NOW, BEGAN)).isEqualTo(NOW.minus(Duration.ofDays(10)));
    }

    @Test
    void refreshLeavesTheTtlToHoldWithinTheRun() {
        Freshness refresh = read("{\"ttl\":\"PT30S\",\"refresh\":true}");
        assertThat(refresh.oldest(NOW, BEGAN)).isEqualTo(NOW.minusSeconds(30));
        assertThat(read("{\"ttl\":\"PT6H\",\"refresh\":true}").oldest(NOW, BEGAN))
                .isEqualTo(BEGAN);
    }

    @Test
    void impossibleTtlIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("{\"ttl\":\"-PT1S\"}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("cache.ttl")
                .hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> read("{\"ttl\":\"P91D\"}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("90 days");
        assertThatThrownBy(() -> read("{\"age\":\"P1D\"}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("cache.age");
    }

    private static Freshness read(String json) {
        return Json.read(json, Freshness.class, "cache");
    }
}
