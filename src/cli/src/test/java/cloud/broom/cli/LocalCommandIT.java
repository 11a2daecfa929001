package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LocalCommandIT {
    private final Rehearsal broom = Rehearsal.live(Map.of());

    @Test
    void printsWhatAShellNeedsToUseIt() {
        assertThat(broom.run("local", "--for", "PT0S")).as(broom.err()).isZero();
        assertThat(broom.out())
                .containsPattern("(?m)^export AWS_ENDPOINT_URL=http://127\\.0\\.0\\.1:\\d+$")
                .containsPattern("(?m)^export AWS_ACCESS_KEY_ID=\\S+$")
                .contains("Next: broom run demo-stale-logs -f ");
    }

    @Test
    void printsTheSameAsJson() {
        assertThat(broom.run("local", "--for", "PT0S", "-o", "json"))
                .as(broom.err())
                .isZero();
        assertThat(Json.parse(broom.out(), "output")
                        .at("/environment/AWS_ENDPOINT_URL")
                        .asText())
                .startsWith("http://127.0.0.1:");
    }
}
