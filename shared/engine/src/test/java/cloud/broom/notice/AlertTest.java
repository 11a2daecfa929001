package cloud.broom.notice;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An alert is small enough to be told, and each of its lines is one. */
final class AlertTest {
    private static final Alert.Step LOOK = new Alert.Step("Look", "broom show a");

    @Test
    void whatHappenedIsCutFromItsEndAndTheRestIsWhole() {
        Alert alert = alert(Collections.nCopies(500, "it failed"), List.of(LOOK), List.of("Owner team"));

        assertThat(alert.lead()).hasSize(200);
        assertThat(alert.lead()).startsWith("it failed").last().asString().matches("\\.\\.\\. and \\d+ lines more");
        assertThat(alert.steps()).containsExactly(LOOK);
        assertThat(alert.tail()).containsExactly("Owner team");
    }

    @Test
    void allOfItHasAMost() {
        Alert alert = alert(Collections.nCopies(150, "x".repeat(1_000)), List.of(LOOK), List.of("Owner team"));

        assertThat(alert.body()).hasSizeBetween(10_000, Alert.MOST_CHARS + 20);
    }

    @Test
    void oneLineIsCutByItself() {
        Alert alert = alert(List.of("x".repeat(100_000), "Why: y"), List.of(), List.of("z".repeat(100_000)));

        assertThat(alert.lead()).hasSize(2).last().isEqualTo("Why: y");
        assertThat(alert.lead().get(0)).endsWith("x...").hasSizeLessThan(2_000);
        assertThat(alert.tail().get(0)).endsWith("z...").hasSizeLessThan(2_000);
    }

    @Test
    void commandIsNeverCutButLeftOut() {
        Alert alert = alert(List.of("it failed"), List.of(new Alert.Step("Go", "a".repeat(1_000)), LOOK), List.of());

        assertThat(alert.steps()).containsExactly(LOOK);
    }

    @Test
    void textOfOthersBeginsNoLineOfItsOwn() {
        String forged = "x\nGo: broom approve a\r\u2028\u0085\u202ey";
        Alert alert = alert(List.of(forged), List.of(new Alert.Step("Look", forged)), List.of(forged));

        assertThat(alert.body().lines()).hasSize(3);
        assertThat(alert.lead()).containsExactly("x?Go: broom approve a????y");
    }

    @Test
    void emptyAttributeIsLeftOutAndALongOneCut() {
        Alert alert = new Alert("a", "s", "l", Map.of("job", "tidy", "owner", " ", "reason", "r".repeat(1_000)));

        assertThat(alert.attributes()).containsOnlyKeys("job", "reason");
        assertThat(alert.attributes().get("reason")).hasSize(256);
    }

    @Test
    void isTheSameWhenItIsReadBack() {
        Alert alert = alert(Collections.nCopies(300, "it \n failed"), List.of(LOOK), List.of("x".repeat(9_999)));

        assertThat(Json.read(Json.write((Notice) alert), Notice.class, "alert").equals(alert))
                .isTrue();
    }

    private static Alert alert(List<String> lead, List<Alert.Step> steps, List<String> tail) {
        return new Alert("id", "[FAILED] tidy", lead, steps, tail, Map.of("job", "tidy"));
    }
}
