package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class StsTest {
    private final LocalCloud cloud = LocalCloud.builder(Clock.systemUTC()).start();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void tellsTheOperatorWhoTheyAre() {
        try (StsClient sts = Clients.sts(cloud.operatorEnvironment())) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/operator");
        }
        assertThat(cloud.calls().of("operator")).containsExactly(Map.entry("Sts.GetCallerIdentity", 1L));
    }

    @Test
    void tellsAFunctionItsRoleAndName() {
        try (StsClient sts = Clients.sts(cloud.environmentFor("SweepRole", "sweep"))) {
            assertThat(sts.getCallerIdentity().arn())
                    .isEqualTo("arn:aws:sts::123456789012:assumed-role/SweepRole/sweep");
        }
    }

    @Test
    void refusesAKeyItNeverIssued() {
        Map<String, String> stranger = new HashMap<>(cloud.operatorEnvironment());
        stranger.put("AWS_ACCESS_KEY_ID", "AKIASTRANGER00000000");
        try (StsClient sts = Clients.sts(stranger)) {
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOfSatisfying(StsException.class, error -> {
                assertThat(error.statusCode()).isEqualTo(403);
                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId");
            });
        }
    }

    @Test
    void answersAnOperationItDoesNotModelWithNotImplemented() {
        try (StsClient sts = Clients.sts(cloud.operatorEnvironment())) {
            assertThatThrownBy(sts::getSessionToken).isInstanceOfSatisfying(StsException.class, error -> {
                assertThat(error.statusCode()).isEqualTo(501);
                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
                assertThat(error.awsErrorDetails().errorMessage()).contains("Sts.GetSessionToken");
            });
        }
    }
}
