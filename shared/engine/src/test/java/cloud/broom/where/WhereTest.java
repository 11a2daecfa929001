package cloud.broom.where;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.task.Evidence;
import cloud.broom.task.Verdict;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WhereTest {
    private static final Instant AS_OF = Instant.parse("2026-02-01T00:00:00Z");
    private static final Thing THING = new Thing(
            "app/x.keep",
            5,
            2,
            true,
            Instant.parse("2026-01-01T00:00:00Z"),
            Duration.ofHours(5),
            Colour.RED,
            Optional.empty(),
            Optional.of("team"),
            List.of("a", "b"),
            Set.of(Colour.RED),
            Map.of("env", "dev"),
            URI.create("https://example.com"));

    enum Colour {
        RED
    }

    record Thing(
            String key,
            long size,
            int parts,
            boolean latest,
            Instant lastModified,
            Duration idle,
            Colour colour,
            Optional<Long> cost,
            Optional<String> owner,
            List<String> names,
            Set<Colour> colours,
            Map<String, String> tags,
            URI place) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            size > 0 && !key.endsWith(".keep")             | NO
            size > 0 && !key.endsWith(".log")              | YES
            parts == 2 && latest                           | YES
            asOf - lastModified > duration("720h")         | YES
            idle > duration("6h")                          | NO
            lastModified < timestamp("2026-01-01T00:00:00Z") | NO
            colour == "RED" && "RED" in colours            | YES
            owner == "team"                                | YES
            names.exists(name, name == "b")                | YES
            tags.env == "dev" && !has(tags.owner)          | YES
            key.matches("^app/[a-z][.]keep$")              | YES
            """)
    void attributesAreWhatTheyAreInTheRecord(String condition, Verdict expected) {
        assertThat(judge(condition).verdict()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cost > 1", "!(cost > 1)", "cost > 1 ? true : true", "names.all(name, cost > 1)", "cost == cost"
            })
    void missingAttributeIsUnknown(String condition) {
        assertThat(judge(condition).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judge(condition).seen()).isEqualTo("there is no cost");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1 / (size - 5) > 0                     | / by zero
            !(1 / (size - 5) > 0)                  | / by zero
            tags.owner == "team"                   | key 'owner' is not present in map.
            9223372036854775807 + size > 0         | long overflow
            timestamp(key) < asOf                  | could not be parsed
            key.matches(owner + "(")               | error parsing regexp
            """)
    void errorInEvaluationIsUnknown(String condition, String why) {
        assertThat(judge(condition).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judge(condition).seen()).contains(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            cost > 1 && size > 9              ; NO
            size > 9 && cost > 1              ; NO
            cost > 1 && size > 1              ; UNKNOWN
            cost > 1 || size > 1              ; YES
            size > 1 || cost > 1              ; YES
            cost > 1 || size > 9              ; UNKNOWN
            1 / (size - 5) > 0 && size > 9    ; NO
            1 / (size - 5) > 0 || size > 9    ; UNKNOWN
            """)
    void whatIsUnknownIsJoinedAfterKleene(String condition, Verdict expected) {
        assertThat(judge(condition).verdict()).isEqualTo(expected);
    }

    @Test
    void evidenceHasTheValuesOfWhatWasRead() {
        assertThat(judge("size > 9 || cost > 1 || asOf < timestamp(\"2000-01-01T00:00:00Z\") || key != \"\""))
                .isEqualTo(new Evidence(
                        "where", Verdict.YES, "asOf 2026-02-01T00:00:00Z, cost absent, key app/x.keep, size 5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            sizee > 0        | line 1, column 1: undeclared reference to 'sizee'
            size > 0 && siz  | line 1, column 13: undeclared reference to 'siz'
            size + 1         | line 1, column 6: expected type 'bool' but found 'int'
            size > 'a'       | line 1, column 6: found no matching overload for '_>_' applied to '(int, string)'
            size >           | line 1, column 7: mismatched input '<EOF>'
            place != ''      | line 1, column 1: undeclared reference to 'place'
            dyn(size) == 'a' | line 1, column 4: undeclared reference to 'dyn'
            """)
    void whatIsNoConditionIsRefusedWithItsPositionAndTheAttributesThereAre(String condition, String why) {
        assertThatThrownBy(() -> Where.compile(condition, Thing.class))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("where: is not a condition: " + why)
                .hasMessageEndingWith("; attributes are asOf (timestamp), colour (string), colours (list(string)),"
                        + " cost (int), idle (duration), key (string), lastModified (timestamp), latest (bool),"
                        + " names (list(string)), owner (string), parts (int), size (int), tags (map(string, string))");
    }

    @Test
    void emptyTextIsRefused() {
        assertThatThrownBy(() -> Where.compile(" ", Thing.class)).isInstanceOf(Refused.class);
    }

    @Test
    void loopsOfLoopsEndAsUnknown() {
        String tens = "[1,2,3,4,5,6,7,8,9,10]";
        String bomb =
                tens + ".all(a, " + tens + ".all(b, " + tens + ".all(c, " + tens + ".all(d, a + b + c + d > 0))))";

        assertThat(judge(bomb).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judge(bomb).seen()).contains("Iteration budget exceeded");
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefused() {
        assertThatThrownBy(() -> Where.compile("size > 0" + " && size > 0".repeat(400), Thing.class))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> Where.compile("(".repeat(60) + "latest" + ")".repeat(60), Thing.class))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refusalIsOfBoundedLength() {
        assertThatThrownBy(() -> Where.compile("x".repeat(3000), Thing.class))
                .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(800));
    }

    @Test
    void manyThreadsGetTheSameAnswers() {
        Condition where = Where.compile("size > 2 && names.exists(name, name == 'b')", Thing.class);
        Thing small = with(1);

        assertThat(IntStream.range(0, 2000)
                        .parallel()
                        .filter(i -> where.judge(i % 2 == 0 ? THING : small, AS_OF)
                                        .get(0)
                                        .verdict()
                                == Verdict.of(i % 2 == 0)))
                .hasSize(2000);
    }

    @Test
    void syntaxIsCheckedWithoutKnowingTheAttributes() {
        Where.parse("whatever > 1");

        assertThatThrownBy(() -> Where.parse("whatever >"))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("where: is not a condition: line 1, column 11");
    }

    @Test
    void whereIsTakenOutOfTheParametersOfTheTask() {
        ObjectNode params = Json.object().put("prefix", "a").put("where", "size > 0");

        Given given = Given.of(params);

        assertThat(given.own()).isEqualTo(Json.object().put("prefix", "a"));
        assertThat(given.where()).contains("size > 0");
        assertThat(params.has("where")).isTrue();
    }

    @Test
    void whereThatIsNoTextIsRefused() {
        ObjectNode params = Json.object().put("where", 7);

        assertThatThrownBy(() -> Given.of(params)).isInstanceOf(Refused.class).hasMessageStartingWith("where: ");
        assertThatThrownBy(() -> Given.of(Json.object().putNull("where"))).isInstanceOf(Refused.class);
    }

    private static Evidence judge(String condition) {
        List<Evidence> evidence = Where.compile(condition, Thing.class).judge(THING, AS_OF);
        assertThat(evidence).hasSize(1);
        return evidence.get(0);
    }

    private static Thing with(long size) {
        return new Thing(
                THING.key,
                size,
                THING.parts,
                THING.latest,
                THING.lastModified,
                THING.idle,
                THING.colour,
                THING.cost,
                THING.owner,
                THING.names,
                THING.colours,
                THING.tags,
                THING.place);
    }
}
