package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the launcher says of the checkout it lies in, held against the checkout. */
final class LauncherTest {
    private final Path home = Rehearsal.home();

    @Test
    void startsTheClassThatIsThere() throws IOException {
        assertThat(Files.isExecutable(home.resolve("broom"))).isTrue();
        assertThat(launcher()).startsWith("#!/usr/bin/env bash\n").contains(" " + Main.class.getName() + " ");
    }

    @Test
    void watchesAndBuildsOnlyPlacesThatExist() throws IOException {
        List<String> places = Pattern.compile("\\$home/([a-z0-9/.-]+)")
                .matcher(launcher())
                .results()
                .map(found -> found.group(1))
                .filter(place -> !place.contains("target"))
                .toList();

        assertThat(places)
                .contains("pom.xml", "shared", "functions")
                .allSatisfy(place -> assertThat(home.resolve(place)).exists());
    }

    @Test
    void packsEveryFunctionOfTheTemplate() throws IOException {
        List<String> zips = Pattern.compile("CodeUri: functions/([a-z0-9-]+)/target/")
                .matcher(Files.readString(home.resolve("template.yaml")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(zips).isNotEmpty().allSatisfy(zip -> assertThat(launcher())
                .contains("functions/" + zip)
                .contains(" " + zip));
    }

    @Test
    void asksForTheVersionsThatTheBuildAsksFor() throws IOException {
        String pom = Files.readString(home.resolve("pom.xml"));

        assertThat(pom).contains("<version>[3.8.7,)</version>").contains("<version>[17,)</version>");
        assertThat(launcher()).contains("sort -V").contains("3.8.7").contains("version >= 17");
    }

    @Test
    void hasASampleThatIsValid() {
        Rehearsal broom = Rehearsal.plain();

        assertThat(broom.run("validate", "-f", home.resolve("broom.yaml").toString()))
                .as(broom.out())
                .isZero();
    }

    private String launcher() throws IOException {
        return Files.readString(home.resolve("broom"));
    }
}
