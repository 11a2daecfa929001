package cloud.broom.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeepTest {
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "true", "yes", "legal hold", "until we know", "Paul", "P", "*"})
    void anyValueProtectsForEver(String value) {
        assertThat(Keep.read(value, Optional.of(SINCE))).isEqualTo(new Keep(value, Optional.empty(), Optional.empty()));
        assertThat(Keep.read(value, Optional.empty()).protects(Instant.MAX)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-02T00:00:00Z",
        "' 2026-03-01 ', 2026-03-02T00:00:00Z",
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00+01:00, 2026-03-01T11:00:00Z",
        "P90D, 2026-04-01T00:00:00Z",
        "p1d, 2026-01-02T00:00:00Z",
        "P2W, 2026-01-15T00:00:00Z",
        "PT36H, 2026-01-02T12:00:00Z"
    })
    void aDateOrADurationProtectsUntilThenAndNotLonger(String value, Instant end) {
        Keep keep = Keep.read(value, Optional.of(SINCE));

        assertThat(keep.problem()).isEmpty();
        assertThat(keep.protects(end.minusMillis(1))).isTrue();
        assertThat(keep.protects(end)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-45",
                "2026-3-1",
                "31.12.2026",
                "2026",
                "90",
                "90d",
                "P1Y",
                "P3M",
                "P3X",
                "PT",
                "P-1D",
                "-P1D",
                "P999999999999D",
                "P9999999999999999999W",
                "+999999999-12-31T23:59:59.999999999Z!",
                "false",
                "NO",
                "off"
            })
    void whatIsMalformedProtectsForEverAndSaysSo(String value) {
        Keep keep = Keep.read(value, Optional.of(SINCE));

        assertThat(keep.protects(Instant.MAX)).isTrue();
        assertThat(keep.problem()).isPresent();
        assertThat(keep).asString().startsWith("tag broom:keep=" + value + " (");
    }

    @Test
    void aDurationThatCountsFromNowhereProtectsForEver() {
        Keep keep = Keep.read("P1D", Optional.empty());

        assertThat(keep.protects(Instant.MAX)).isTrue();
        assertThat(keep.problem()).isPresent();
    }
}
