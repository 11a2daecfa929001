package cloud.broom.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TableTest {
    @Test
    void alignsTextToTheLeftAndNumbersToTheRight() {
        assertThat(new Table("ITEM", "COUNT")
                        .row("a", 5)
                        .row("long name", 12_345L)
                        .lines())
                .containsExactly("ITEM        COUNT", "a               5", "long name  12,345");
    }

    @Test
    void keepsEachRowOnItsLine() {
        assertThat(new Table("KEY").row("a\nb").lines()).containsExactly("KEY", "a\\u{a}b");
    }

    @Test
    void refusesARowOfAnotherWidth() {
        assertThatThrownBy(() -> new Table("A", "B").row("only one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 cells under 2 headings");
    }
}
