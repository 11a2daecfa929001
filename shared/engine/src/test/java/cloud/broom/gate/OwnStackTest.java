package cloud.broom.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnStackTest {
    private static final OwnStack STACK = new OwnStack(
            "Broom-Prod",
            List.of("my-state", "my-records", "arn:aws:sns:eu-central-1:111122223333:my-alerts", "broom-bus"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my-records",
                "my-alerts",
                "arn:aws:s3:::my-records/runs/a",
                "arn:aws:dynamodb:eu-central-1:111122223333:table/my-state/index/agenda",
                "arn:aws:sns:eu-central-1:111122223333:my-alerts",
                "Broom-Prod-WatchdogFunction-Ab3dEf6hIj9k",
                "broom-prod-recordbucket-ab3def6hij9k",
                "arn:aws:lambda:eu-central-1:111122223333:function:Broom-Prod-WatchdogFunction-Ab3dEf6hIj9k",
                "arn:aws:logs:eu-central-1:111122223333:log-group:Broom-Prod-WatchdogLogs-Ab3dEf6hIj9k:*",
                "/aws/lambda/Broom-Prod-WatchdogFunction-Ab3dEf6hIj9k",
                "aws-sam-cli-managed-default-samclisourcebucket-1a2b3c4d5e6f"
            })
    void knowsTheStacksOwn(String name) {
        assertThat(STACK.owned(List.of("other", name))).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "my-records-2",
                "broom-prod",
                "broom-prod-logs",
                "broom-prod-eu-recordbucket-ab3def6hij9k",
                "broom-prod-recordbucket-short",
                "arn:aws:s3:::logs/my-recordings"
            })
    void leavesWhatIsAnothers(String name) {
        assertThat(STACK.owned(List.of(name))).isEmpty();
    }

    @Test
    void knowsANameInWhichTheStacksWasCutShort() {
        OwnStack stack = new OwnStack("a-stack-with-a-very-long-name-indeed", List.of());

        assertThat(stack.owned(List.of("a-stack-with-a-very-long-WatchdogFunctionRole-Ab3dEf6hIj9k")))
                .isPresent();
        assertThat(stack.owned(List.of("a-stack-WatchdogFunctionRole-Ab3dEf6hIj9k")))
                .isEmpty();
    }

    @Test
    void ownsNothingWithoutAStack() {
        assertThat(OwnStack.NONE.owned(List.of("", "my-records", "-A-Ab3dEf6hIj9k")))
                .isEmpty();
    }
}
