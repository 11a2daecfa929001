package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ValidateCommandTest {
    private final Rehearsal broom = Rehearsal.plain();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void showsWhenEachJobRunsNext() throws IOException {
        Path file = file(
                """
                jobs:
                  - { name: logs, task: s3-stale-objects, params: {}, schedule: { cron: "0 3 * * ? *" } }
                """);

        assertThat(broom.run("validate", "-f", file.toString())).isZero();
        assertThat(broom.out())
                .contains("Nothing wrong in " + file + ": 1 job")
                .contains("cron(0 3 * * ? *) UTC")
                .contains("2026-03-28T03:00:00Z, 2026-03-29T03:00:00Z, 2026-03-30T03:00:00Z")
                .endsWith("Next: broom run logs -f " + file + System.lineSeparator());
    }

    @Test
    void listsEveryProblemAndFails() throws IOException {
        Path file = file("{ jobs: [ { name: logs, task: t, mode: x, params: {}, limits: { items: -1 } } ] }");

        assertThat(broom.run("validate", "-f", file.toString())).isEqualTo(2);
        assertThat(broom.out())
                .contains("2 problems in")
                .contains("  jobs[0].mode: ")
                .contains("  jobs[0].limits.items: ");
    }

    @Test
    void tellsWhereAConditionIsNoneAndWhatElseIsWrong() throws IOException {
        Path file = file("{ jobs: [ { name: logs, task: t, params: { where: 'size >' }, limits: { items: -1 } } ] }");

        assertThat(broom.run("validate", "-f", file.toString())).isEqualTo(2);
        assertThat(broom.out())
                .contains("2 problems in")
                .contains("  jobs[0].params.where: is not a condition: line 1, column 7: ");
    }

    @Test
    void leavesTheAttributesOfAConditionToTheFunctionThatKnowsThem() throws IOException {
        Path file = file("{ jobs: [ { name: logs, task: t, params: { where: 'whatever > 1' } } ] }");

        assertThat(broom.run("validate", "-f", file.toString())).isZero();
    }

    @Test
    void answersInOneStableJsonDocument() throws IOException {
        Path good = file("{ jobs: [ { name: logs, task: t, params: {} } ] }");
        assertThat(broom.run("validate", "-o", "json", "-f", good.toString())).isZero();
        JsonNode answer = Json.parse(broom.out(), "output");
        assertThat(answer.path("valid").asBoolean()).isTrue();
        assertThat(answer.path("jobs").get(0).toString())
                .isEqualTo(
                        "{\"name\":\"logs\",\"task\":\"t\",\"mode\":\"dry-run\",\"schedule\":\"\",\"timezone\":\"\",\"next\":[]}");

        Path bad = file("{ jobs: [ 1 ] }");
        assertThat(broom.run("validate", "-o", "json", "-f", bad.toString())).isEqualTo(2);
        assertThat(Json.parse(broom.out(), "output").path("problems").toString())
                .isEqualTo("[{\"path\":\"jobs[0]\",\"problem\":\"is not a mapping with a job's keys\"}]");
    }

    @Test
    void showsNoControlCharacterOfAFile() throws IOException {
        Path file = file("{ jobs: [ { name: logs, task: t, params: {}, \"a\\e[2J\": 1 } ] }");

        assertThat(broom.run("validate", "-f", file.toString())).isEqualTo(2);
        assertThat(broom.out()).contains("a\\u{1b}[2J").doesNotContain("\u001b");
    }

    @Test
    void usesColourOnlyWhereItMay() throws IOException {
        Path file = file("{ jobs: [ { name: logs, task: t, params: {} } ] }");
        Rehearsal coloured = Rehearsal.coloured();

        coloured.run("validate", "-f", file.toString());
        broom.run("validate", "-f", file.toString());

        assertThat(coloured.out()).contains("\u001b[32mNothing wrong\u001b[0m");
        assertThat(broom.out()).doesNotContain("\u001b");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThat(broom.run("validate", "-f", folder.resolve("none.yaml").toString()))
                .isEqualTo(2);
        assertThat(broom.err())
                .contains("there is no file")
                .contains("none.yaml")
                .contains("-f");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("broom.yaml"), text);
    }
}
