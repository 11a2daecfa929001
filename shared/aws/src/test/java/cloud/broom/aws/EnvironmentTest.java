package cloud.broom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.job.Limit;
import cloud.broom.job.Limits;
import cloud.broom.job.Measure;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentTest {
    private static final Map<String, String> LEAST = Map.of(
            "BROOM_TABLE", "table",
            "BROOM_BUCKET", "bucket",
            "BROOM_TOPIC", "arn:aws:sns:eu-central-1:123456789012:topic",
            "BROOM_BUS", "bus",
            "BROOM_STACK", "stack");

    @Test
    void readsEveryCeilingOfTheStack() {
        Limits ceiling = read(Map.of(
                        "BROOM_MAX_ITEMS", "7",
                        "BROOM_MAX_PERCENT", "12.5",
                        "BROOM_MAX_BYTES", "2KiB",
                        "BROOM_MAX_USD", "0.5",
                        "BROOM_MAX_ITEMS_PER_DAY", "9",
                        "BROOM_MAX_BYTES_PER_DAY", "unlimited",
                        "BROOM_MAX_USD_PER_DAY", "3"))
                .bounds()
                .ceiling();

        assertThat(ceiling.run())
                .isEqualTo(Map.of(
                        Measure.ITEMS, Limit.of(7),
                        Measure.PERCENT, Limit.of(1250),
                        Measure.BYTES, Limit.of(2048),
                        Measure.USD, Limit.of(500_000_000)));
        assertThat(ceiling.day())
                .isEqualTo(Map.of(
                        Measure.ITEMS, Limit.of(9),
                        Measure.BYTES, new Limit.Unlimited(),
                        Measure.USD, Limit.of(3_000_000_000L)));
    }

    @Test
    void letsItsOwnAccountApproveAndThoseItNames() {
        assertThat(read(Map.of()).approverAccounts()).containsExactly("123456789012");
        assertThat(read(Map.of("BROOM_APPROVER_ACCOUNTS", "")).approverAccounts())
                .containsExactly("123456789012");
        assertThat(read(Map.of("BROOM_APPROVER_ACCOUNTS", "210987654321,111111111111"))
                        .approverAccounts())
                .containsExactlyInAnyOrder("123456789012", "210987654321", "111111111111");
    }

    @Test
    void namesTheVariableThatIsWrong() {
        assertThatThrownBy(() -> read(Map.of("BROOM_MAX_USD", "cheap"))).hasMessageContaining("BROOM_MAX_USD");
        assertThatThrownBy(() -> read(Map.of("BROOM_TOPIC", "topic"))).hasMessageContaining("BROOM_TOPIC");
        assertThatThrownBy(() -> read(Map.of("BROOM_APPROVER_ACCOUNTS", "*")))
                .hasMessageContaining("BROOM_APPROVER_ACCOUNTS");
    }

    private static Environment read(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.putAll(more);
        return Environment.read(variables);
    }
}
