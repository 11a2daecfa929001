package cloud.broom.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionTest {
    private static final Map<String, Double> VALUES = Map.of("a", 6.0, "b", 2.0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a - b|4.0", "a-b*2|2.0", "(a - b) * 2|8.0", "100 * b / a / 5|6.66", "FILL(c, 0) + a|6.0"})
    void computesAsWritten(String text, double value) {
        assertThat(of(text)).hasValueSatisfying(v -> assertThat(v).isCloseTo(value, offset()));
    }

    @Test
    void hasNoValueWhereAnOperandHasNone() {
        assertThat(of("a - c")).isEmpty();
        assertThat(of("a / (b - b)")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEARCH('x')", "a -", "a ? b", "IF(a > b, 1)", "ANOMALY_DETECTION_BAND(a)", "(a"})
    void refusesWhatItDoesNotKnow(String text) {
        assertThatThrownBy(() -> Expression.parse(text)).hasMessageContaining(text);
    }

    private static Optional<Double> of(String text) {
        return Expression.parse(text).apply(id -> Optional.ofNullable(VALUES.get(id)));
    }

    private static org.assertj.core.data.Offset<Double> offset() {
        return org.assertj.core.data.Offset.offset(0.01);
    }
}
