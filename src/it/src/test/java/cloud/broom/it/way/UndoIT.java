package cloud.broom.it.way;

import static cloud.broom.it.way.LocalStage.BUCKET;
import static cloud.broom.it.way.LocalStage.VERSIONED;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.Aws;
import cloud.broom.it.RealTime;
import cloud.broom.it.way.Told.Counts;
import cloud.broom.local.fault.Trouble;
import cloud.broom.task.Outcome;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** What a run deleted from a versioned bucket comes back, and nothing else does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UndoIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Instant old = RealTime.CLOCK.instant().minus(Duration.ofDays(30));
    private final LocalStage stage = new LocalStage();
    private final Path folder;
    private final Surroundings here;
    private final Aws aws;

    UndoIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.here = stage.deploy(TemplateCopy.unchanged().in(folder.resolve("undo")), "undo", LocalStage.TARGETS);
        this.aws = here.aws();
    }

    @AfterAll
    void close() {
        aws.close();
        stage.close();
    }

    @Test
    void onlyTheMarkersOfTheRunGoAndTheirObjectsAreBackAsTheyWere() throws Exception {
        seed("back", "1", "2", "3", "4", "5");
        List<String> before = versions("back");
        Told deleted = here.function().call(Ask.apply("back", VERSIONED));
        deleted.is("COMPLETED", Counts.allDone(5, 5));
        aws.s3().deleteObject(delete -> delete.bucket(VERSIONED).key("back/2").versionId(marker("back/2")));
        aws.s3().deleteObject(delete -> delete.bucket(VERSIONED).key("back/2"));
        String others = marker("back/2");
        stage.s3().seed(VERSIONED, "back/3", "new".getBytes(StandardCharsets.UTF_8), old);
        pause("back");

        Told undone = here.undoFunction().call(undo(deleted, "first"));

        undone.is("COMPLETED", Counts.allDone(5, 3));
        assertThat(keys("back")).containsExactly("back/1", "back/3", "back/4", "back/5");
        assertThat(marker("back/2")).isEqualTo(others);
        assertThat(versions("back")).as("and the one that is new").hasSize(6).containsAll(before);
        assertThat(current("back/1")).isEqualTo(before.get(0));
        assertThat(undone.notes()).anyMatch(note -> note.startsWith("job back is paused by Ann"));

        here.undoFunction().call(undo(deleted, "second")).is("COMPLETED", Counts.untouched(5, 0));
        Told next = here.function().call(Ask.apply("back", VERSIONED).slot("next"));
        assertThat(next.state()).as(next.toString()).isEqualTo("SKIPPED");
        assertThat(keys("back")).hasSize(4);
    }

    @Test
    void nothingComesBackWhileTheJobWouldDeleteItAgain() throws Exception {
        seed("unpaused", "1", "2");
        Told deleted = here.function().call(Ask.apply("unpaused", VERSIONED));

        Told undone = here.undoFunction().call(undo(deleted, "too-early"));

        undone.is("FAILED", Counts.untouched(2, 2));
        assertThat(undone.reason()).contains("Broom.JobNotPaused").contains("broom pause unpaused");
        assertThat(keys("unpaused")).isEmpty();
    }

    @Test
    void dryRunTellsWhatWouldComeBackWhetherTheJobIsPausedOrNot() throws Exception {
        seed("looked", "1", "2");
        Told deleted = here.function().call(Ask.apply("looked", VERSIONED));

        Told undone = here.undoFunction().call(undo(deleted, "look", "looked/2").put("mode", "dry-run"));

        undone.is("COMPLETED", Counts.untouched(2, 1));
        assertThat(undone.notes()).anyMatch(note -> note.startsWith("job looked is not paused"));
        assertThat(keys("looked")).isEmpty();
    }

    @Test
    void onlyTheItemsThatAreNamedComeBack() throws Exception {
        seed("some", "a/1", "a/2", "b/1");
        Told deleted = here.function().call(Ask.apply("some", VERSIONED));
        pause("some");

        here.undoFunction().call(undo(deleted, "a", "some/a/*")).is("COMPLETED", Counts.allDone(3, 2));

        assertThat(keys("some")).containsExactly("some/a/1", "some/a/2");
    }

    @Test
    void markerOfADeleteWhoseAnswerWasLostIsKnownByWhatIsBeneath() throws Exception {
        seed("lost", "1", "2", "3");
        stage.cloud().faults().arm("S3.DeleteObjects", new Trouble.Drop(), 1);
        Told deleted = here.function().call(Ask.apply("lost", VERSIONED));
        stage.cloud().faults().clear();
        deleted.is("COMPLETED", Counts.allDone(3, 3));
        assertThat(Outcomes.of(here, "lost"))
                .as("found under their own markers, not taken for rewritten")
                .allMatch(result -> result.outcome().kind() == Outcome.Kind.GONE);
        stage.s3().seed(VERSIONED, "lost/3", "new".getBytes(StandardCharsets.UTF_8), RealTime.CLOCK.instant());
        aws.s3().deleteObject(delete -> delete.bucket(VERSIONED).key("lost/3"));
        pause("lost");

        here.undoFunction().call(undo(deleted, "first")).is("COMPLETED", Counts.allDone(3, 2));

        assertThat(keys("lost")).containsExactly("lost/1", "lost/2");
    }

    @Test
    void keysOfEveryKindComeBack() throws Exception {
        Stream.of(
                        "",
                        " ",
                        "a+b c",
                        "%2F",
                        "/../b",
                        "\t",
                        "\n",
                        "\u0001",
                        "\u007f",
                        "\ufffe",
                        "🧹",
                        "&<>",
                        "ß".repeat(500))
                .forEach(odd -> seed("odd", "x" + odd));
        List<String> all = keys("odd");
        Told deleted = here.function().call(Ask.apply("odd", VERSIONED));
        assertThat(keys("odd")).isEmpty();
        pause("odd");

        here.undoFunction().call(undo(deleted, "first")).is("COMPLETED", Counts.allDone(all.size(), all.size()));

        assertThat(keys("odd")).isEqualTo(all);
    }

    @Test
    void manyComeBackPartByPartInInvocationsThatShareNothing() throws Exception {
        IntStream.range(0, 30).forEach(i -> seed("many", "%02d".formatted(i)));
        Told deleted = here.function(Map.of("BROOM_PART_ITEMS", "12")).call(Ask.apply("many", VERSIONED));
        pause("many");

        Told undone = here.undoFunction().call(undo(deleted, "first"), Turn.ONE_STEP);
        for (int more = 0; undone.state().equals("SUSPENDED") && more < 20; more++) {
            undone = here.undoFunction().wake(undone.run(), Turn.ONE_STEP);
        }

        undone.is("COMPLETED", Counts.allDone(30, 30));
        assertThat(keys("many")).hasSize(30);
    }

    @Test
    void whatIsGoneForGoodIsSaidToBe() throws Exception {
        stage.s3().seed(BUCKET, "gone/1", 10, old);
        Told deleted = here.function().call(Ask.apply("gone", BUCKET));

        Told undone = here.undoFunction().call(undo(deleted, "first"));

        undone.is("COMPLETED", Counts.untouched(1, 0));
        assertThat(undone.notes())
                .contains("what run " + deleted.run() + " deleted from bucket " + BUCKET
                        + " was removed for good: the bucket was not versioned");
    }

    @Test
    void runThatDeletedNothingCannotBeUndone() throws Exception {
        seed("dry", "1");
        Told looked = here.function().call(Ask.apply("dry", VERSIONED).dryRun());

        Told undone = here.undoFunction().call(undo(looked, "first"));

        assertThat(undone.state()).isEqualTo("FAILED");
        assertThat(undone.reason()).contains("was a dry run: it deleted nothing");
    }

    @ParameterizedTest
    @CsvSource({"Look, s3:ListBucketVersions, FAILED", "RemoveMarkers, s3:DeleteObjectVersion, PARTIAL"})
    void withoutAnActionItIsDeniedAndSaysSo(String sid, String action, String state) throws Exception {
        String job = "least-" + sid.toLowerCase(Locale.ROOT);
        TemplateCopy template = TemplateCopy.unchanged().without("UndoS3StaleObjectsFunctionRole", sid, action);
        Surroundings less = stage.deploy(template.in(folder.resolve(job)), job, LocalStage.TARGETS);
        seed(job, "1");
        Told deleted = less.function().call(Ask.apply(job, VERSIONED));
        less.function().raw("{\"order\":\"pause\",\"job\":\"" + job + "\",\"by\":\"Ann\"}", Turn.LONG);

        Told undone = less.undoFunction().call(undo(deleted, "first"));

        assertThat(undone.state()).as(undone.toString()).isEqualTo(state);
        assertThat(undone.reason() + Outcomes.of(less, "undo")).contains("is not authorized to perform: " + action);
        assertThat(keys(job)).isEmpty();
    }

    private static ObjectNode undo(Told run, String slot, String... items) {
        ObjectNode call = JSON.createObjectNode().put("slot", slot + "/" + run.run());
        ObjectNode job = call.putObject("job");
        job.put("name", "undo")
                .put("task", "undo-s3-stale-objects")
                .put("mode", "apply")
                .put("owner", "the tests");
        ArrayNode wanted = job.putObject("params").put("run", run.run()).putArray("items");
        Stream.of(items).forEach(wanted::add);
        return call;
    }

    private void pause(String job) throws IOException {
        here.function().raw("{\"order\":\"pause\",\"job\":\"" + job + "\",\"by\":\"Ann\"}", Turn.LONG);
    }

    private void seed(String job, String... names) {
        Stream.of(names).forEach(name -> stage.s3().seed(VERSIONED, job + "/" + name, 10, old));
    }

    private List<String> keys(String job) {
        return stage.s3().keys(VERSIONED).stream()
                .filter(key -> key.startsWith(job + "/"))
                .toList();
    }

    private List<String> versions(String job) {
        return aws.s3().listObjectVersions(list -> list.bucket(VERSIONED).prefix(job + "/")).versions().stream()
                .map(ObjectVersion::versionId)
                .toList();
    }

    private String marker(String key) {
        return aws.s3().listObjectVersions(list -> list.bucket(VERSIONED).prefix(key)).deleteMarkers().stream()
                .filter(DeleteMarkerEntry::isLatest)
                .map(DeleteMarkerEntry::versionId)
                .findFirst()
                .orElseThrow();
    }

    private String current(String key) {
        return aws.s3().headObject(head -> head.bucket(VERSIONED).key(key)).versionId();
    }
}
