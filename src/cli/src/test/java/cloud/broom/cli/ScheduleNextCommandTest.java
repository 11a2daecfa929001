package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import org.junit.jupiter.api.Test;

/** At {@link Rehearsal#NOW}, two days before the clocks of Berlin go forward. */
final class ScheduleNextCommandTest {
    private final Rehearsal broom = Rehearsal.plain();

    @Test
    void skipsTheNightInWhichTheHourIsLeaptOver() {
        assertThat(broom.run("schedule", "next", "cron(30 2 * * ? *)", "--tz", "Europe/Berlin", "--count", "3"))
                .isZero();

        assertThat(broom.out())
                .contains("2026-03-28T01:30:00Z  2026-03-28T02:30+01:00")
                .doesNotContain("2026-03-29T")
                .contains("2026-03-30T00:30:00Z  2026-03-30T02:30+02:00")
                .contains("2026-03-31T00:30:00Z");
    }

    @Test
    void tellsAScriptTheInstants() {
        assertThat(broom.run("schedule", "next", "rate(1 day)", "--count", "2", "-o", "json"))
                .isZero();

        assertThat(Json.parse(broom.out(), "output").path("next")).hasSize(2);
    }

    @Test
    void saysOfAScheduleThatIsOverThatItIs() {
        assertThat(broom.run("schedule", "next", "at(2020-01-01T00:00:00)")).isZero();

        assertThat(broom.out()).contains("It never fires again.");
    }

    @Test
    void refusesWhatEventBridgeWouldRefuse() {
        assertThat(broom.run("schedule", "next", "cron(0 3 * * * *)")).isEqualTo(2);
        assertThat(broom.run("schedule", "next", "rate(1 day)", "--tz", "Mars/Base"))
                .isEqualTo(2);
        assertThat(broom.err()).contains("Mars/Base");
        assertThat(broom.run("schedule", "next", "rate(1 day)", "--count", "0")).isEqualTo(2);
    }
}
