package cloud.broom.task;

import static cloud.broom.task.Verdict.NO;
import static cloud.broom.task.Verdict.UNKNOWN;
import static cloud.broom.task.Verdict.YES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "YES, YES, YES",
        "YES, NO, NO",
        "YES, UNKNOWN, UNKNOWN",
        "NO, NO, NO",
        "NO, UNKNOWN, NO",
        "UNKNOWN, UNKNOWN, UNKNOWN"
    })
    void conjunctionIsKleenes(Verdict left, Verdict right, Verdict both) {
        assertThat(left.and(right)).isEqualTo(both);
        assertThat(right.and(left)).isEqualTo(both);
    }

    @ParameterizedTest
    @CsvSource({
        "YES, YES, YES",
        "YES, NO, YES",
        "YES, UNKNOWN, YES",
        "NO, NO, NO",
        "NO, UNKNOWN, UNKNOWN",
        "UNKNOWN, UNKNOWN, UNKNOWN"
    })
    void disjunctionIsKleenes(Verdict left, Verdict right, Verdict either) {
        assertThat(left.or(right)).isEqualTo(either);
        assertThat(right.or(left)).isEqualTo(either);
    }

    @Test
    void negationOfWhatIsUnknownIsUnknown() {
        assertThat(List.of(YES.not(), NO.not(), UNKNOWN.not())).containsExactly(NO, YES, UNKNOWN);
    }

    @Test
    void candidateQualifiesOnlyIfEveryPredicateSaysYes() {
        assertThat(verdict(YES, YES)).isEqualTo(YES);
        assertThat(verdict(YES, UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(verdict(UNKNOWN, NO, YES)).isEqualTo(NO);
    }

    @Test
    void candidateWithoutAPredicateDoesNotQualify() {
        assertThat(verdict()).isEqualTo(UNKNOWN);
    }

    private static Verdict verdict(Verdict... said) {
        List<Evidence> evidence =
                List.of(said).stream().map(one -> new Evidence("rule", one, "")).toList();
        return new Candidate<>("resource", evidence).verdict();
    }
}
