package cloud.broom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Refused;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunIdTest {
    private static final JobName JOB = new JobName("stale-app-logs");

    @Test
    void sameJobAndSlotGiveTheSameIdForEver() {
        RunId id = RunId.of(JOB, new Slot("2026-01-31T03:00:00Z"));

        assertThat(id).isEqualTo(RunId.of(JOB, new Slot("2026-01-31T04:00:00+01:00")));
        assertThat(id.value()).isEqualTo("stale-app-logs.81c84616f7e33959");
    }

    @Test
    void otherSlotsAndJobsGiveOtherIds() {
        Set<RunId> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(RunId.of(JOB, new Slot("slot-" + i)));
            ids.add(RunId.of(new JobName("job-" + i), new Slot("slot")));
        }

        assertThat(ids).hasSize(2000);
    }

    @Test
    void tellsItsJob() {
        assertThat(RunId.of(JOB, new Slot("x")).job()).isEqualTo(JOB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tidy",
                "tidy.",
                "tidy.0123456789ABCDEF",
                "tidy.0123456789abcde",
                "../x.0123456789abcdef",
                "-a.0123456789abcdef"
            })
    void whatIsNoIdIsRefused(String text) {
        assertThatThrownBy(() -> new RunId(text))
                .isInstanceOf(Refused.class)
                .hasMessage("'" + text + "' is not a run's id: <job>.<16 hex digits>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "Tidy", "a.b", "a b", "a/b", "a\n"})
    void whatIsNoJobsNameIsRefused(String text) {
        assertThatThrownBy(() -> new JobName(text)).isInstanceOf(Refused.class).hasMessageContaining("1 to 64");
    }

    @Test
    void sixtyFourCharactersAreTheMostOfAName() {
        assertThat(new JobName("a".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> new JobName("a".repeat(65))).isInstanceOf(Refused.class);
    }
}
