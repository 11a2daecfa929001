package cloud.broom.watchdog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchdogHandlerTest {
    @Test
    void aVariableThatIsMissingIsNamed() {
        assertThatThrownBy(() -> new WatchdogHandler(Map.of("BROOM_TABLE", "t")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("BROOM_BUCKET is not set");
    }
}
