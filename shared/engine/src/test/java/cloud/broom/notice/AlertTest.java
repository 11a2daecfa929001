package cloud.broom.notice;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlertTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "größe",
                "two\nlines",
                "carriage\rreturn",
                "tab\there",
                "nul\u0000",
                "del\u007f",
                "🧹 broom",
                "\u202egnp"
            })
    void subjectIsWhatTheServiceTakesWhateverItIsGiven(String given) {
        String subject = alert(given).subject();

        assertThat(subject).matches("[\\x20-\\x7e]+").contains("?");
    }

    @Test
    void plainSubjectIsLeftAsItIs() {
        assertThat(alert("[FAILED] tidy (fake, apply)").subject()).isEqualTo("[FAILED] tidy (fake, apply)");
    }

    @Test
    void longSubjectIsCutAndSaysSo() {
        assertThat(alert("x".repeat(99)).subject()).isEqualTo("x".repeat(99));
        assertThat(alert("x".repeat(100)).subject()).isEqualTo("x".repeat(96) + "...");
    }

    @Test
    void bodyIsNotTouched() {
        assertThat(alert("s").body()).isEqualTo("größe\n<&>");
    }

    @Test
    void attributeIsAddedToTheOthers() {
        assertThat(alert("s").with("region", "eu").attributes())
                .containsExactlyInAnyOrderEntriesOf(Map.of("job", "tidy", "region", "eu"));
    }

    @Test
    void noticesAreReadBackAsWhatTheyWere() {
        Notice alert = alert("größe");
        Notice event = new Event("id", "Run Completed", Json.tree(Map.of("done", 1)));

        assertThat(Json.read(Json.write(alert), Notice.class, "notice")).isEqualTo(alert);
        assertThat(Json.read(Json.write(event), Notice.class, "notice")).isEqualTo(event);
    }

    private static Alert alert(String subject) {
        return new Alert("id", subject, "größe\n<&>", Map.of("job", "tidy"));
    }
}
