package cloud.broom.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.testkit.FakeClock;
import cloud.broom.testkit.FakeInvocation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;

class DeadlineGuardTest {
    private static final Map<String, String> NOBODY_LISTENS = Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "key",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_ENDPOINT_URL", "http://127.0.0.1:1");

    private final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void nothingIsSentPastTheDeadline() {
        try (Aws aws = Aws.of(NOBODY_LISTENS)) {
            aws.begin(FakeInvocation.of(clock, Duration.ofSeconds(30), 1));
            clock.advance(Duration.ofSeconds(30));

            assertThatThrownBy(() -> aws.dynamoDb().listTables())
                    .isInstanceOf(NonRetryableException.class)
                    .hasMessageContaining("has passed");
        }
    }

    @Test
    void whatIsInTimeIsSent() {
        try (Aws aws = Aws.of(NOBODY_LISTENS)) {
            aws.begin(FakeInvocation.of(clock, Duration.ofSeconds(30), 1));

            assertThatThrownBy(() -> aws.dynamoDb().listTables())
                    .isInstanceOf(SdkClientException.class)
                    .isNotInstanceOf(NonRetryableException.class);
        }
    }

    @Test
    void theNextInvocationMaySendAgain() {
        try (Aws aws = Aws.of(NOBODY_LISTENS)) {
            aws.begin(FakeInvocation.of(clock, Duration.ofSeconds(30), 1));
            clock.advance(Duration.ofMinutes(5));
            aws.begin(FakeInvocation.of(clock, Duration.ofSeconds(30), 1));

            assertThatThrownBy(() -> aws.dynamoDb().listTables()).isNotInstanceOf(NonRetryableException.class);
        }
    }
}
