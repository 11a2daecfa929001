package cloud.broom.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainTest {
    @ParameterizedTest
    @ValueSource(strings = {"app/2024/log.txt", "naïve käse", "日本語", "a b", "emoji 🧹", "back\\slash"})
    void leavesWhatIsOnlyReadAsItIs(String text) {
        assertThat(Plain.text(text)).isEqualTo(text);
    }

    @Test
    void showsByItsNumberWhatATerminalWouldObey() {
        assertThat(Plain.text("a\u001b[2Jb\rc\nd\u0007")).isEqualTo("a\\u{1b}[2Jb\\u{d}c\\u{a}d\\u{7}");
    }

    @ParameterizedTest
    @CsvSource({"202e, right-to-left override", "2028, line separator", "9b, a C1 control", "7f, delete", "feff, a BOM"
    })
    void showsByItsNumberWhatChangesHowTheRestIsRead(String hex, String what) {
        String text = Character.toString(Integer.parseInt(hex, 16));

        assertThat(Plain.text("x" + text + "y")).as(what).isEqualTo("x\\u{" + hex + "}y");
    }

    @Test
    void showsALoneSurrogateByItsNumber() {
        assertThat(Plain.text("\ud83e")).isEqualTo("\\u{d83e}");
    }

    @Test
    void tellsByDotsThatSomethingIsLeftOut() {
        assertThat(Plain.text("0123456789", 8)).isEqualTo("01234...");
        assertThat(Plain.text("01234567", 8)).isEqualTo("01234567");
    }

    @Test
    void quotesAWordWhereAShellWouldTakeItApart() {
        assertThat(Plain.word("/srv/jobs/broom.yaml")).isEqualTo("/srv/jobs/broom.yaml");
        assertThat(Plain.word("/my jobs/it's.yaml")).isEqualTo("'/my jobs/it'\\''s.yaml'");
    }
}
