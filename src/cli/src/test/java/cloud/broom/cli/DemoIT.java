package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DemoIT {
    private final Rehearsal broom = Rehearsal.live(Map.of());

    @Test
    void comesOutAsTold() {
        assertThat(broom.run("demo")).as(broom.out() + broom.err()).isZero();
        assertThat(broom.out())
                .contains("All as it should be")
                .contains("2,400 found, 2,400 deleted, 0 failed")
                .contains("| [FAILED] last-years-logs")
                .contains("Killed, with the delete of part 3 of 5 on its way")
                .contains("Z  crashed")
                .contains("2,000 found, 2,000 deleted, 0 failed")
                .contains("Next: broom local");
    }

    @Test
    void tellsAScriptTheFiguresOnly() {
        assertThat(broom.run("demo", "--json")).as(broom.err()).isZero();
        JsonNode figures = Json.parse(broom.out(), "output");
        assertThat(figures.path("unexpected").isEmpty()).isTrue();
        assertThat(figures.at("/chapters/Apply/done").asInt()).isEqualTo(2400);
        assertThat(figures.at("/chapters/CleanerDies/done").asInt()).isEqualTo(800);
        assertThat(figures.at("/chapters/RunGoesOn/done").asInt()).isEqualTo(2000);
        assertThat(figures.at("/chapters/SecondDelivery/duplicate").asBoolean()).isTrue();
    }
}
