package cloud.broom.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Refused;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, A, false",
        "a, ab, false",
        "a, ba, false",
        "*, '', true",
        "?, '', false",
        "logs/*, logs/a/b, true",
        "logs/*, logs/, true",
        "logs/*, logs, false",
        "*/keep, a//keep, true",
        "*/keep, /keep, true",
        "*/keep, keep, false",
        "a//b, a/b, false",
        "a*b*c, aXbYbZc, true",
        "a*b*c, aXbYc/, false",
        "*ab, aab, true",
        "*ab*ab, ab, false",
        "a?c, a/c, true",
        "a?c, ac, false",
        "a**c, ac, true",
        "[ab], a, false",
        "[ab], [ab], true",
        "'{a,b}', a, false",
        "a.c, abc, false",
        "a\\*, a\\b, true",
        "a\\*, a*, false",
        "?, 🧹, true",
        "??, 🧹, false",
        "*?x, 🧹x, true",
        "größe *, größe & mehr, true"
    })
    void hasNoOtherSpecialCharactersThanStarAndQuestionMark(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void takesLineBreaksAndZerosAsAnyCharacter() {
        assertThat(new Glob("a*z").matches("a\n\u0000\u2028z")).isTrue();
        assertThat(new Glob("a?z").matches("a\nz")).isTrue();
    }

    @Test
    void isQuickOnWhatMakesBacktrackingExplode() {
        Glob hostile = new Glob("*a".repeat(400) + "b");
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThat(hostile.matches("a".repeat(1024)))
                .isFalse());
    }

    @Test
    void isNeitherEmptyNorLongerThanAKeyCanHold() {
        assertThatThrownBy(() -> new Glob("")).isInstanceOf(Refused.class).hasMessageContaining("is empty");
        assertThat(new Glob("x".repeat(900)).exact()).isTrue();
        assertThatThrownBy(() -> new Glob("ü".repeat(451)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("longer than 900 bytes");
    }
}
