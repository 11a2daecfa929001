package cloud.broom.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.run.Status;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExitTest {
    @ParameterizedTest
    @CsvSource({
        "COMPLETED, 0",
        "FAILED, 3",
        "PARTIAL, 4",
        "BLOCKED, 5",
        "AWAITING_APPROVAL, 5",
        "RUNNING, 6",
        "SUSPENDED, 6",
        "AWAITING_RETRY, 6",
        "QUEUED, 6",
        "CANCELLED, 7",
        "SKIPPED, 7",
    })
    void tellsAStateByItsCode(Status status, int code) {
        assertThat(Exit.of(status).code()).isEqualTo(code);
    }

    @Test
    void documentsEachCodeOnce() {
        assertThat(Exit.meanings())
                .hasSize(Exit.values().length)
                .containsOnlyKeys(Arrays.stream(Exit.values())
                        .map(exit -> " " + exit.code())
                        .toList());
    }
}
