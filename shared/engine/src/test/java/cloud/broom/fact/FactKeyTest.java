package cloud.broom.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FactKeyTest {
    private record Inputs(String bucket, Optional<Instant> since, List<Integer> sizes) {}

    @Test
    void sameQuestionHasTheSameKeyWhateverTheOrderOfItsInputs() {
        assertThat(key(Json.parse("{\"a\":{\"y\":[1,2],\"x\":null},\"b\":\"\\u00fc\"}", "inputs")))
                .isEqualTo(key(Json.parse("{\"b\":\"ü\",\"a\":{\"x\":null,\"y\":[1,2]}}", "inputs")));
        assertThat(key(new Inputs("b", Optional.of(Instant.EPOCH), List.of(1))))
                .isEqualTo(key(Map.of("sizes", List.of(1), "since", Instant.EPOCH, "bucket", "b")));
    }

    @Test
    void everyPartOfTheQuestionCounts() {
        FactKey key = key(Map.of("a", 1));
        assertThat(key(Map.of("a", 2))).isNotEqualTo(key);
        assertThat(key(Map.of("a", "1"))).isNotEqualTo(key);
        assertThat(key(Map.of("b", 1))).isNotEqualTo(key);
        assertThat(key(List.of(Map.of("a", 1)))).isNotEqualTo(key);
        assertThat(FactKey.of("task", 2, "S3.Get", Map.of("a", 1))).isNotEqualTo(key);
        assertThat(FactKey.of("task", 1, "S3.Head", Map.of("a", 1))).isNotEqualTo(key);
        assertThat(FactKey.of("other", 1, "S3.Get", Map.of("a", 1))).isNotEqualTo(key);
    }

    @Test
    void orderWithinAListCounts() {
        assertThat(key(List.of(1, 2))).isNotEqualTo(key(List.of(2, 1)));
    }

    @Test
    void whatIsNoDigestIsRefused() {
        assertThatThrownBy(() -> new FactKey("abc"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("'abc' is not a fact's key");
    }

    private static FactKey key(Object inputs) {
        return FactKey.of("task", 1, "S3.Get", inputs);
    }
}
