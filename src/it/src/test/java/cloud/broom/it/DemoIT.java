package cloud.broom.it;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The demo, told to a person and to a script: side by side, since each waits a minute for what is due then. */
@Execution(ExecutionMode.CONCURRENT)
final class DemoIT {
    /** The picture of a run that the README shows. */
    private static final Pattern PICTURE = Pattern.compile("```\\R(1\\. A cleaner is killed.*?)```", Pattern.DOTALL);

    @Test
    void comesOutAsTold() throws IOException, InterruptedException {
        Typed demo = Typed.broom("demo");

        assertThat(demo.exit()).as(demo.toString()).isZero();
        assertThat(demo.out())
                .contains("All as it should be")
                .contains("2,400 found, 2,400 deleted, 0 failed")
                .contains("| [FAILED] last-years-logs")
                .contains("Killed, with the delete of part 3 of 5 on its way")
                .contains("Z  crashed")
                .contains("3 of 3 objects are UNKNOWN, 0 planned, 0 deleted. A listing has [1.csv, 2.csv, 3.csv].")
                .containsPattern("\\$ broom approve breach\\.[0-9a-f]{16} --digest [0-9a-f]{8}\\R")
                .contains("4 deleted. A listing has [later.csv], which a new run would plan.")
                .contains("2 exempt, 3 deleted. A listing has [audit-1.csv, audit-2.csv].")
                .contains("2 deleted, 2.csv is CHANGED. A listing has [2.csv].")
                .contains("19 markers removed. A listing has 19, each in the version it had;")
                .contains("reports/19.csv, which somebody else had deleted, stays so.")
                .contains("2,000 found, 2,000 deleted, 0 failed")
                .contains("Next: broom local");
        assertThat(masked(demo.out())).containsSubsequence(masked(picture()));
    }

    private static String picture() throws IOException {
        return PICTURE.matcher(Files.readString(Checkout.root().resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** Its lines without what is another each time: ids, digests and instants. */
    private static List<String> masked(String told) {
        return told.replaceAll("\\.[0-9a-f]{16}\\b", ".<id>")
                .replaceAll("--digest [0-9a-f]{8}\\b", "--digest <plan>")
                .replaceAll("\\b[\\d-]{10}T[\\d:.]+Z", "<instant>")
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    @Tag("long")
    void tellsAScriptTheFiguresOnly() throws IOException, InterruptedException {
        Typed demo = Typed.broom("demo", "--json");

        assertThat(demo.exit()).as(demo.toString()).isZero();
        JsonNode figures = demo.answer();
        assertThat(figures.path("unexpected").isEmpty()).isTrue();
        assertThat(figures.at("/chapters/Apply/done").asInt()).isEqualTo(2400);
        assertThat(figures.at("/chapters/CleanerDies/done").asInt()).isEqualTo(800);
        assertThat(figures.at("/chapters/RunGoesOn/done").asInt()).isEqualTo(2000);
        assertThat(figures.at("/chapters/SecondDelivery/duplicate").asBoolean()).isTrue();
        refusesAsTold(figures.at("/chapters/Refuses"));
    }

    private static void refusesAsTold(JsonNode refuses) {
        assertThat(refuses.path("TagsUnread"))
                .isEqualTo(
                        figures(
                                "{'denied':1, 'state':'COMPLETED', 'unknown':3, 'found':0, 'done':0, 'left':['1.csv','2.csv','3.csv']}"));
        assertThat(refuses.path("LimitBreached"))
                .isEqualTo(figures("{'parkedAs':'BLOCKED', 'found':4, 'doneUnapproved':0, 'objectsUnapproved':5,"
                        + " 'becameStale':true, 'exit':0, 'approvedBy':'arn:aws:iam::123456789012:user/operator',"
                        + " 'state':'COMPLETED', 'done':4, 'left':['later.csv'], 'foundAnew':1}"));
        assertThat(refuses.path("Exempted"))
                .isEqualTo(
                        figures("{'exit':0, 'exempt':2, 'found':3, 'done':3, 'left':['audit-1.csv','audit-2.csv']}"));
        assertThat(refuses.path("Rewritten"))
                .isEqualTo(figures("{'parkedAs':'BLOCKED', 'found':3, 'sameEtag':true, 'exit':0, 'done':2, 'skipped':1,"
                        + " 'outcome':'CHANGED', 'left':['2.csv']}"));
        assertThat(refuses.path("Undone"))
                .isEqualTo(figures("{'deleted':19, 'objectsDeleted':0, 'exit':0, 'undone':19, 'objectsBack':19,"
                        + " 'sameVersions':true, 'othersMarkerStays':true, 'markersLeft':1}"));
    }

    private static JsonNode figures(String expected) {
        return Json.parse(expected.replace('\'', '"'), "expected figures");
    }
}
