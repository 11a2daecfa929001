package cloud.broom.undos3staleobjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParamsTest {
    private static final RunId RUN = new RunId("tidy.0123456789abcdef");

    @ParameterizedTest
    @CsvSource({
        "app/1, app/1, true",
        "app/1, app/10, false",
        "app/*, app/1/2, true",
        "app/*, app/, true",
        "app/*, ap, false",
        "*.log, a/b.log, true",
        "*.log, a/b.log.gz, false",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "**, anything, true",
        "a.c, abc, false"
    })
    void starsAndQuestionMarksStandForCharacters(String item, String key, boolean wanted) {
        assertThat(new Params(RUN, List.of("other", item)).wants(key)).isEqualTo(wanted);
    }

    @Test
    void withoutItemsAllAreWanted() {
        Params params = Json.read("{\"run\":\"tidy.0123456789abcdef\"}", Params.class, "params");
        assertThat(params).isEqualTo(new Params(RUN, List.of()));
        assertThat(params.wants("anything")).isTrue();
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(() -> Json.read("{}", Params.class, "params"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("params.run")
                .hasMessageContaining("is missing");
        assertThatThrownBy(() -> new Params(RUN, List.of(""))).hasMessageContaining("items");
    }
}
