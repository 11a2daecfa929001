package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cloud.broom.cli.screen.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What README.md tells people to type, write and open, held against the product. */
final class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    @TempDir
    private Path folder = Path.of("");

    static Stream<String> commands() {
        return blocks("").flatMap(String::lines).filter(line -> line.startsWith("./broom "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void showsCommandsThatAreUnderstood(String line) {
        String[] words = line.replaceFirst("\\s+#.*", "")
                .replaceFirst("^\\./broom\\s+", "")
                .split("\\s+", -1);

        assertThatCode(() -> parser().parseArgs(words)).as(line).doesNotThrowAnyException();
    }

    @Test
    void showsEveryCommandThatAPersonStartsWith() {
        assertThat(commands().map(line -> line.split("\\s+", -1)[1]))
                .contains("demo", "local", "run", "runs", "show", "cancel", "approve", "reject", "validate");
    }

    @Test
    void showsJobsThatAreValid() throws IOException {
        List<String> files = blocks("yaml").toList();
        assertThat(files).isNotEmpty();
        for (String text : files) {
            Rehearsal broom = Rehearsal.plain();
            String file = Files.writeString(folder.resolve("broom.yaml"), text).toString();
            assertThat(broom.run("validate", "-f", file)).as(broom.out()).isZero();
        }
    }

    @Test
    void namesFilesThatAreThere() {
        List<String> places = Stream.of(
                        "\\]\\(([^)#:]+)\\)", // links, but for those that lead elsewhere
                        "\\b(events/[\\w./-]+)",
                        "`((?:infra/|docs/|src/|functions/)?[\\w-]+\\.(?:yaml|md|json))`")
                .flatMap(pattern -> Pattern.compile(pattern).matcher(readme()).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();

        assertThat(places)
                .contains("ARCHITECTURE.md", "LICENSE", "events/s3-stale-objects/manual-dry-run.json", "template.yaml")
                .allSatisfy(place -> assertThat(Rehearsal.home().resolve(place)).exists());
    }

    private static CommandLine parser() {
        PrintWriter unheard = new PrintWriter(new StringWriter());
        return Cli.line(new Shell(
                new Screen(unheard, unheard, false, false),
                Map.of(),
                Clock.fixed(Rehearsal.NOW, ZoneOffset.UTC),
                () -> "id",
                length -> {},
                question -> false,
                Rehearsal.home()));
    }

    private static Stream<String> blocks(String language) {
        return BLOCK.matcher(readme())
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(ReadmeTest::body);
    }

    private static String body(MatchResult block) {
        return block.group(2);
    }

    private static String readme() {
        try {
            return Files.readString(Rehearsal.home().resolve("README.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
