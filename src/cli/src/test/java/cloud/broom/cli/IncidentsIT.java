package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.cli.local.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** An incident from its first alert to its end, by the commands. */
final class IncidentsIT extends LiveStack {
    @Test
    void isListedShownTakenInHandAndEnded() throws IOException {
        String broken = LOOK.replace("demo-logs", Sandbox.MISSING_BUCKET).replace("look", "broken");
        broom.run("run", "broken", "-f", file(broken), "--apply", "-o", "json");
        String run = answer().path("run").asText();
        assertThat(answer().path("state").asText()).as(broom.err()).isEqualTo("FAILED");

        JsonNode open = answerOf("incidents", "ls").at("/incidents/0");
        String incident = open.path("incident").asText();
        assertThat(incident).startsWith("broken.");
        assertThat(open.path("state").asText()).isEqualTo("OPEN");
        assertThat(open.path("error").asText()).isEqualTo("S3.NoSuchBucket");
        assertThat(open.path("run").asText()).isEqualTo(run);
        assertThat(broom.run("incidents", "ls")).isZero();
        assertThat(broom.out()).contains("Next: broom incidents show " + incident);

        assertThat(broom.run("incidents", "ack", incident, "--note", "looking"))
                .as(broom.err())
                .isZero();
        assertThat(broom.out()).startsWith("ACKNOWLEDGED: ");
        assertThat(broom.run("incidents", "show", incident)).isZero();
        assertThat(broom.out())
                .contains("in hand  " + OPERATOR + ", after ")
                .contains("looking")
                .contains("Next: broom incidents resolve " + incident);
        broom.run("show", run);
        assertThat(broom.out()).contains("Incident " + incident + " of the job is ACKNOWLEDGED");

        assertThat(answerOf("incidents", "resolve", incident).path("state").asText())
                .isEqualTo("RESOLVED");
        assertThat(answerOf("incidents", "show", incident)
                        .path("secondsToResolve")
                        .isNumber())
                .isTrue();
        assertThat(answerOf("incidents", "ls", "--job", "broken")
                        .at("/incidents/0/state")
                        .asText())
                .isEqualTo("RESOLVED");
        assertThat(broom.run("incidents", "resolve", incident)).isEqualTo(2);
        assertThat(broom.err()).contains("is over since").contains("broom incidents ls");
    }

    @Test
    void whatIsNoIncidentIsRefusedBeforeAnythingIsCalled() {
        assertThat(broom.run("incidents", "show", "nonsense")).isEqualTo(2);
        assertThat(broom.err()).contains("'nonsense' is not an incident's id");
        assertThat(broom.run("incidents", "show", "nobody.00000000")).isEqualTo(2);
        assertThat(broom.err()).contains("there is no incident nobody.00000000");
    }
}
