package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.Aws;
import cloud.broom.cli.local.Sandbox;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What was told and what was not, and whether alerts arrive, by the commands. */
final class AlertsIT extends LiveStack {
    @Test
    void testAlertGoesTheWayOfEveryOtherAndTellsWhoHearsOfIt() {
        try (Aws aws = Aws.of(sandbox.environment())) {
            String topic = sandbox.physicalId("AlertTopic");
            assertThat(broom.run("alerts", "test")).isEqualTo(3);
            assertThat(broom.out()).contains("Sent: test alert test-alert.").contains("Nobody is subscribed");

            aws.sns().subscribe(one -> one.topicArn(topic).protocol("email").endpoint("team@example.com"));
            assertThat(broom.run("alerts", "test", "--severity", "critical")).isEqualTo(3);
            assertThat(broom.out())
                    .contains("of severity CRITICAL")
                    .containsPattern("email +team@example.com +pending confirmation")
                    .contains("valid for two days");

            aws.sns()
                    .subscribe(one ->
                            one.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:123456789012:ops"));
            assertThat(broom.run("alerts", "test", "-o", "json"))
                    .as(broom.err())
                    .isZero();
            assertThat(answer().path("confirmed").asInt()).isEqualTo(1);
            assertThat(answer().path("subscribers")).hasSize(2);
        }
    }

    @Test
    void listsWhatWasToldAndWhatWasNot() throws IOException {
        assertThat(broom.run(
                        "run",
                        "told",
                        "-f",
                        file(LOOK.replace("demo-logs", Sandbox.MISSING_BUCKET).replace("look", "told"))))
                .isEqualTo(3);

        assertThat(broom.run("alerts", "ls")).as(broom.err()).isZero();
        assertThat(broom.out()).contains("Everything was told.").contains("Next: broom alerts ls --all");
        assertThat(broom.run("alerts", "ls", "--all", "-o", "json")).isZero();
        assertThat(answer().path("waiting")).isEmpty();
        assertThat(answer().findValuesAsText("subject"))
                .contains("Run Failed")
                .anyMatch(one -> one.startsWith("[FAILED] told"));
        assertThat(broom.run("alerts", "ls", "--all")).isZero();
        assertThat(broom.out()).contains("delivered").contains("Run Failed");
    }
}
