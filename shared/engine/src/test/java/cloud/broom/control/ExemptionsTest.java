package cloud.broom.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.job.JobName;
import cloud.broom.json.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExemptionsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");
    private static final JobName TIDY = new JobName("tidy");

    @Test
    void ofSeveralTheOneThatLastsLongestIsNamed() {
        Exemption brief = exemption("a", Optional.of(NOW.plusSeconds(1)));
        Exemption lasting = exemption("a*", Optional.of(NOW.plusSeconds(2)));
        Exemption over = exemption("*", Optional.of(NOW.minusSeconds(1)));
        Exemptions all = new Exemptions(1, List.of(brief, lasting, over));

        assertThat(all.covering(TIDY, "a", NOW)).contains(lasting);
        assertThat(all.covering(TIDY, "b", NOW)).isEmpty();
    }

    @Test
    void whatIsMalformedProtectsFromEveryJobWithoutEnd() {
        Exemptions all = new Exemptions(1, List.of(Exemption.malformed(new Glob("a"), "owner is missing")));

        assertThat(all.covering(TIDY, "a", Instant.MAX)).isPresent();
        assertThat(all.malformed()).hasSize(1);
    }

    @Test
    void needsAnOwnerAReasonAndATimeToCome() {
        assertThatThrownBy(() -> exemption(" ", "why", Optional.empty()))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("owner: is empty");
        assertThatThrownBy(() -> exemption("team", "", Optional.empty()))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("reason: is empty");
        assertThatThrownBy(() -> Exemption.of(
                        new Glob("a"),
                        Optional.empty(),
                        new Exemption.Terms("team", "why"),
                        Optional.of(NOW),
                        "Ann",
                        NOW))
                .isInstanceOf(Refused.class)
                .hasMessage("expires: 2026-01-31T03:00:00Z is over already");
    }

    private static Exemption exemption(String owner, String reason, Optional<Instant> expires) {
        return Exemption.of(new Glob("a"), Optional.empty(), new Exemption.Terms(owner, reason), expires, "Ann", NOW);
    }

    private static Exemption exemption(String glob, Optional<Instant> expires) {
        return Exemption.of(
                new Glob(glob),
                Optional.empty(),
                new Exemption.Terms("team", "hold"),
                expires,
                "Ann",
                NOW.minusSeconds(9));
    }
}
