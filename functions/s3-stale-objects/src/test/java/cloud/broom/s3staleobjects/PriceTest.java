package cloud.broom.s3staleobjects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriceTest {
    private static final long GIB = 1L << 30;

    @ParameterizedTest
    @CsvSource({
        "STANDARD, 100, $2.30",
        "STANDARD_IA, 100, $1.25",
        "GLACIER, 100, $0.36",
        "DEEP_ARCHIVE, 100, $0.099000",
        "A_CLASS_OF_TOMORROW, 100, $2.30"
    })
    void gigabytesCostByTheirClass(String storageClass, long gigabytes, String dollars) {
        assertThat(Price.monthly(storageClass, gigabytes * GIB)).hasToString(dollars);
    }

    @ParameterizedTest
    @CsvSource({"1024, 22", "100, 2", "0, 0"})
    void smallObjectsCostSomethingToo(long bytes, long nanos) {
        assertThat(Price.monthly("STANDARD", bytes).nanos()).isEqualTo(nanos);
    }
}
