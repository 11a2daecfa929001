package cloud.broom.task;

import static cloud.broom.task.Verdict.NO;
import static cloud.broom.task.Verdict.UNKNOWN;
import static cloud.broom.task.Verdict.YES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EvidenceTest {
    private static final Evidence OLD = Evidence.of("old", true, "2025-01-01");
    private static final Evidence SMALL = Evidence.of("small", false, 7);
    private static final Evidence UNUSED = Evidence.unknown("unused", "denied");

    @Test
    void composedEvidenceKeepsEveryValueThatWasSeen() {
        Evidence any = Evidence.any("gone", List.of(OLD, SMALL, UNUSED));

        assertThat(any)
                .isEqualTo(new Evidence("gone", YES, "old YES: 2025-01-01; small NO: 7; unused UNKNOWN: denied"));
    }

    @Test
    void allHoldsOnlyIfNoneIsMissing() {
        assertThat(Evidence.all("gone", List.of(OLD, UNUSED)).verdict()).isEqualTo(UNKNOWN);
        assertThat(Evidence.all("gone", List.of(SMALL, UNUSED)).verdict()).isEqualTo(NO);
        assertThat(Evidence.all("gone", List.of(OLD)).verdict()).isEqualTo(YES);
    }

    @Test
    void anyIsUnknownIfWhatCouldNotBeReadMightDecideIt() {
        assertThat(Evidence.any("gone", List.of(SMALL, UNUSED)).verdict()).isEqualTo(UNKNOWN);
    }

    @Test
    void oppositeStandsOnTheSameValue() {
        assertThat(Evidence.not("large", SMALL)).isEqualTo(new Evidence("large", YES, "small NO: 7"));
        assertThat(Evidence.not("used", UNUSED).verdict()).isEqualTo(UNKNOWN);
    }

    @Test
    void nothingIsKnownOfNoEvidence() {
        assertThat(Evidence.all("gone", List.of()).verdict()).isEqualTo(UNKNOWN);
        assertThat(Evidence.any("gone", List.of()).verdict()).isEqualTo(UNKNOWN);
    }
}
