package cloud.broom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MeasureTest {
    @ParameterizedTest
    @CsvSource({
        "ITEMS, 0, 0, 0",
        "ITEMS, 48210, 48210, '48,210'",
        "PERCENT, 12.5, 1250, 12.5 %",
        "PERCENT, 100, 10000, 100 %",
        "BYTES, 1000, 1000, 1000 B",
        "BYTES, 1KB, 1000, 1000 B",
        "BYTES, 500GiB, 536870912000, 500.0 GiB",
        "BYTES, 2TB, 2000000000000, 1.8 TiB",
        "USD, 0.25, 250000000, $0.25",
        "USD, 100, 100000000000, $100.00",
        "USD, 0.000023, 23000, $0.000023",
        "USD, 0.000000023, 23, $0.000000023"
    })
    void isReadInUnitsOfPeopleAndShownInThem(Measure measure, String written, long amount, String shown) {
        assertThat(measure.read(written)).isEqualTo(Limit.of(amount));
        assertThat(measure.show(amount)).isEqualTo(shown);
    }

    @Test
    void noBoundHasToBeWritten() {
        assertThat(Measure.BYTES.read("unlimited").allows(Long.MAX_VALUE)).isTrue();
        assertThatThrownBy(() -> Measure.BYTES.read("")).isInstanceOf(Refused.class);
    }
}
