package cloud.broom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    enum Colour {
        RED,
        BLUE
    }

    record Inner(int number) {
        Inner {
            Refused.when(number < 0, "number", number + " is negative");
        }
    }

    record Outer(
            Optional<String> text,
            Optional<Colour> colour,
            Optional<Duration> age,
            Optional<Instant> at,
            Optional<Boolean> flag,
            Optional<List<Inner>> inner) {}

    @Test
    void whatItWritesItReads() {
        Outer outer = new Outer(
                Optional.of("\u00fc\u2028\n\"\u0001"),
                Optional.of(Colour.BLUE),
                Optional.of(Duration.ofDays(90)),
                Optional.of(Instant.parse("2026-01-01T00:00:00.123Z")),
                Optional.of(true),
                Optional.of(List.of(new Inner(1), new Inner(2))));
        assertThat(Json.read(Json.write(outer), Outer.class, "x")).isEqualTo(outer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'text':1} | x.text",
                "{'colour':'GREEN'} | x.colour: 'GREEN' is not one of BLUE, RED",
                "{'age':'1 day'} | x.age: '1 day' is not an ISO-8601 duration",
                "{'at':'yesterday'} | x.at: 'yesterday' is not an ISO-8601 instant",
                "{'flag':'true'} | x.flag",
                "{'inner':[{'number':1},{'number':-1}]} | x.inner[1].number: -1 is negative",
                "{'inner':[{'number':'1'}]} | x.inner[0].number",
                "{'inner':[{'number':1.5}]} | x.inner[0].number",
                "{'inner':{}} | x.inner",
                "{'other':1} | x.other: is not a known key: allowed are age, at, colour, flag, inner, text",
                "{'text':'a','text':'b'} | x: is not JSON: Duplicate",
                "{'text':'a'} {} | x: is not JSON",
                "{'text': | x: is not JSON",
            })
    void whatDoesNotFitIsRefusedWithItsPlace(String json, String message) {
        assertThatThrownBy(() -> Json.read(json.replace('\'', '"'), Outer.class, "x"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(message);
    }

    @Test
    void nothingIsNotJson() {
        assertThatThrownBy(() -> Json.parse("", "payload"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payload: is empty");
    }

    @Test
    void aLongValueIsCutInTheRefusal() {
        assertThatThrownBy(() -> Json.read("{\"colour\":\"" + "x".repeat(10_000) + "\"}", Outer.class, "x"))
                .isInstanceOf(Refused.class)
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
    }
}
