package cloud.broom.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferenceSetTest {
    private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");
    private static final Reference RULES = new Reference(Duration.ofHours(1), 8, 20);
    private static final OptionalLong NEVER = OptionalLong.empty();

    @Test
    void setThatIsBelievedTellsWhatIsInItAndWhatIsNot() {
        ReferenceSet set = set(10, NOW, OptionalLong.of(10));

        assertThat(set.has("used", "m3")).isEqualTo(new Evidence("used", Verdict.YES, seen("m3 is in")));
        assertThat(set.lacks("unused", "m3").verdict()).isEqualTo(Verdict.NO);
        assertThat(set.lacks("unused", "x")).isEqualTo(new Evidence("unused", Verdict.YES, seen("x is not in")));
        assertThat(set.has("used", "x").verdict()).isEqualTo(Verdict.NO);
        assertThat(set.size()).isEqualTo(10);
    }

    @Test
    void setOlderThanItsFreshnessMakesEverythingUnknown() {
        doubted(
                set(10, NOW.minus(Duration.ofHours(1)).minusMillis(1), NEVER),
                "things in use: read at 2026-01-31T01:59:59.999Z, longer ago than freshness PT1H");
        assertThat(set(10, NOW.minus(Duration.ofHours(1)), NEVER).doubt()).isEmpty();
    }

    @Test
    void setSmallerThanItsFloorMakesEverythingUnknown() {
        doubted(set(7, NOW, NEVER), "things in use: it has 7, fewer than floor 8");
        assertThat(set(8, NOW, NEVER).doubt()).isEmpty();
    }

    @Test
    void setThatFellByMoreThanItMayMakesEverythingUnknown() {
        doubted(
                set(79, NOW, OptionalLong.of(100)),
                "things in use: it fell from 100 to 79, more than maxFall 20 %; if that is right, raise maxFall for one run");
        assertThat(set(80, NOW, OptionalLong.of(100)).doubt()).isEmpty();
        assertThat(set(200, NOW, OptionalLong.of(100)).doubt()).isEmpty();
    }

    @Test
    void setReadInTheFutureMakesEverythingUnknown() {
        doubted(
                set(10, NOW.plusSeconds(11), NEVER),
                "things in use: read at 2026-01-31T03:00:11Z, which is ahead of " + NOW);
        assertThat(set(10, NOW.plusSeconds(10), NEVER).doubt()).isEmpty();
    }

    @Test
    void setThatCouldNotBeReadMakesEverythingUnknown() {
        doubted(ReferenceSet.unread("things in use", "page 3 was denied", NOW), "things in use: page 3 was denied");
    }

    @Test
    void mayShrinkToNothingOnlyWhereThatIsWritten() {
        Reference lax = new Reference(Duration.ofHours(1), 0, 100);

        assertThat(ReferenceSet.of("things", Set.of(), NOW, lax, NOW, OptionalLong.of(100))
                        .doubt())
                .isEmpty();
        assertThat(ReferenceSet.of("things", Set.of(), NOW, Reference.DEFAULT, NOW, NEVER)
                        .doubt())
                .isPresent();
    }

    @Test
    void rulesAreReadFromParametersAndHaveDefaults() {
        assertThat(read("{\"freshness\":\"PT2H\",\"floor\":5,\"maxFall\":0}"))
                .isEqualTo(new Reference(Duration.ofHours(2), 5, 0));
        assertThat(read("{}")).isEqualTo(Reference.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"freshness":"PT0S"}  | freshness
            {"freshness":"-PT1H"} | freshness
            {"floor":-1}          | floor
            {"maxFall":101}       | maxFall
            {"maxFall":-1}        | maxFall
            {"maxfall":1}         | maxfall
            """)
    void rulesThatCannotBeMeantAreRefusedWithTheirPath(String json, String path) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.path())
                .isEqualTo("usedBy." + path));
    }

    private static void doubted(ReferenceSet set, String why) {
        assertThat(set.has("used", "m0")).isEqualTo(Evidence.unknown("used", why));
        assertThat(set.lacks("unused", "m0")).isEqualTo(Evidence.unknown("unused", why));
        assertThat(set.lacks("unused", "x")).isEqualTo(Evidence.unknown("unused", why));
    }

    private static ReferenceSet set(int size, Instant readAt, OptionalLong last) {
        Set<String> members = IntStream.range(0, size).mapToObj(i -> "m" + i).collect(Collectors.toSet());
        return ReferenceSet.of("things in use", members, readAt, RULES, NOW, last);
    }

    private static String seen(String what) {
        return what + " things in use, 10 as of " + NOW;
    }

    private static Reference read(String json) {
        return Json.read(json, Reference.class, "usedBy");
    }
}
