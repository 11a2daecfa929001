package cloud.broom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlotTest {
    private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T03:00:00Z",
                "2026-01-31T04:00:00+01:00",
                "2026-01-31T03:00:00.000Z",
                "2026-01-31T03:00Z"
            })
    void oneInstantIsOneSlotHoweverItIsWritten(String text) {
        assertThat(new Slot(text)).isEqualTo(new Slot("2026-01-31T03:00:00Z"));
        assertThat(new Slot(text).instant()).contains(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30T03:00:00Z", "2026-01-31T03:00:00", "request/1234", "2026-01-31", "!~"})
    void anythingElsePrintableIsAnId(String text) {
        assertThat(new Slot(text).text()).isEqualTo(text);
        assertThat(new Slot(text).instant()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "tab\there", "line\nbreak", "größe", "\u0000"})
    void whatCannotStandInAKeyIsRefused(String text) {
        assertThatThrownBy(() -> new Slot(text)).isInstanceOf(Refused.class).hasMessageStartingWith("is not a slot");
    }

    @Test
    void slotOfARetryNamesTheRunThatIsTriedAgain() {
        RunId run = RunId.of(new JobName("tidy"), new Slot("event/1"));
        assertThat(Slot.retry(run, 12).text()).isEqualTo("retry/" + run + "/12");
        assertThat(Slot.retry(run, 12).retried()).contains(run);
        assertThat(new Slot("retry/" + run).retried()).isEmpty();
        assertThat(new Slot("retry/tidy/1").retried()).isEmpty();
        assertThat(new Slot("request/" + run + "/1").retried()).isEmpty();
    }

    @Test
    void twoHundredCharactersAreTheMost() {
        assertThat(new Slot("x".repeat(200)).text()).hasSize(200);
        assertThatThrownBy(() -> new Slot("x".repeat(201))).isInstanceOf(Refused.class);
    }

    @Test
    void requestsAndEventsNeverMeet() {
        assertThat(Slot.ofRequest("1")).isNotEqualTo(Slot.ofEvent("1"));
    }

    @Test
    void instantWithinTheRecordsRetentionIsFine() {
        assertThatNoException()
                .isThrownBy(() -> slot(NOW.minus(Duration.ofDays(90))).checked(NOW));
        assertThatNoException()
                .isThrownBy(() -> slot(NOW.plus(Duration.ofDays(1))).checked(NOW));
        assertThatNoException().isThrownBy(() -> new Slot("some-id").checked(NOW));
    }

    @Test
    void instantThatCouldRunTwiceIsRefused() {
        assertThatThrownBy(() ->
                        slot(NOW.minus(Duration.ofDays(90)).minusSeconds(1)).checked(NOW))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("slot: ")
                .hasMessageContaining("90 days");
    }

    @Test
    void instantFarAheadIsRefused() {
        assertThatThrownBy(
                        () -> slot(NOW.plus(Duration.ofDays(1)).plusSeconds(1)).checked(NOW))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("more than a day ahead");
    }

    private static Slot slot(Instant at) {
        return new Slot(at.toString());
    }
}
