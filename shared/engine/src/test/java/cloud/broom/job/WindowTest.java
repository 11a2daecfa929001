package cloud.broom.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowTest {
    private static final Window OFFICE = new Window(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({"2026-01-30T08:00:00Z", "2026-01-30T15:59:59Z", "2026-07-01T07:00:00Z"})
    void isOpenInItsHoursOfItsDays(Instant now) {
        assertThat(OFFICE.opens(now)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-30T07:59:59Z, 2026-01-30T08:00:00Z",
        "2026-01-30T16:00:00Z, 2026-02-02T08:00:00Z",
        "2026-01-31T12:00:00Z, 2026-02-02T08:00:00Z",
        "2026-03-27T16:00:00Z, 2026-03-30T07:00:00Z"
    })
    void opensAtTheNextOfItsMornings(Instant now, Instant next) {
        assertThat(OFFICE.opens(now)).contains(next);
        assertThat(OFFICE.opens(next)).isEmpty();
    }

    @Test
    void hoursThatTheClocksLeapOverOpenAfterTheLeap() {
        Window early = new Window(
                EnumSet.of(DayOfWeek.SUNDAY), LocalTime.of(2, 15), LocalTime.of(4, 0), ZoneId.of("Europe/Berlin"));

        assertThat(early.opens(Instant.parse("2026-03-29T00:30:00Z")))
                .isEqualTo(Optional.of(Instant.parse("2026-03-29T01:15:00Z")));
    }
}
