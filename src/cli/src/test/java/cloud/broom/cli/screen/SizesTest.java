package cloud.broom.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SizesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1572864, 1.5 MiB",
        "9223372036854775807, 8.0 EiB",
    })
    void readsAsAPersonWouldSayIt(long bytes, String said) {
        assertThat(Sizes.of(bytes)).isEqualTo(said);
    }
}
