package cloud.broom.it.way;

import static cloud.broom.it.way.LocalStage.BUCKET;
import static cloud.broom.it.way.LocalStage.VERSIONED;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.Aws;
import cloud.broom.it.RealTime;
import cloud.broom.it.way.Told.Counts;
import cloud.broom.plan.OutcomePart.Result;
import cloud.broom.task.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** What stays and what goes, told by ages that only the local cloud can give an object. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LocalCloudWayIT {
    private static final String A_DAY = "P1D";
    private static final int SIZE = 10;

    private final Instant fresh = RealTime.CLOCK.instant().minus(Duration.ofHours(1));
    private final Instant old = fresh.minus(Duration.ofDays(30));
    private final LocalStage stage = new LocalStage();
    private final Surroundings here;

    LocalCloudWayIT(@TempDir Path folder) throws IOException {
        here = stage.deploy(TemplateCopy.unchanged().in(folder), "aged", LocalStage.TARGETS);
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void oldObjectsGoAndFreshOnesStay() throws Exception {
        seed("age/old-1", old);
        seed("age/old-2", old);
        seed("age/fresh", fresh);

        Told told = here.function().call(olderThanADay("age", BUCKET));

        told.is("COMPLETED", Counts.allDone(3, 2));
        assertThat(told.freed()).isEqualTo(2L * SIZE);
        assertThat(keys("age")).containsExactly("age/fresh");
    }

    @Test
    void objectRewrittenAfterItWasPlannedSurvives() throws Exception {
        seed("again/1", old);
        seed("again/2", old);
        Told planned = here.function().call(olderThanADay("again", BUCKET), Turn.ONE_STEP);
        assertThat(planned.state()).as(planned.toString()).isEqualTo("SUSPENDED");
        stage.s3().seed(BUCKET, "again/1", "new content".getBytes(StandardCharsets.UTF_8), fresh);

        Told told = here.function().wake(planned.run(), Turn.LONG);

        told.is("COMPLETED", new Counts(2, 2, 1, 1, 0, 0));
        assertThat(keys("again")).containsExactly("again/1");
    }

    @Test
    void objectRewrittenWithTheSameBytesSurvives() throws Exception {
        byte[] same = "the same bytes".getBytes(StandardCharsets.UTF_8);
        stage.s3().seed(BUCKET, "same/1", same, old);
        stage.s3().seed(BUCKET, "same/2", same, old);
        Told planned = here.function().call(olderThanADay("same", BUCKET), Turn.ONE_STEP);
        stage.s3().seed(BUCKET, "same/1", same, fresh);

        Told told = here.function().wake(planned.run(), Turn.LONG);

        told.is("COMPLETED", new Counts(2, 2, 1, 1, 0, 0));
        assertThat(keys("same")).containsExactly("same/1");
        assertThat(Outcomes.of(here, "same"))
                .filteredOn(result -> result.outcome().kind() == Outcome.Kind.CHANGED)
                .singleElement()
                .satisfies(result -> assertThat(result.outcome().detail()).startsWith("lastModified was "));
    }

    @Test
    void versionedBucketGetsMarkersAndFreesNothing() throws Exception {
        stage.s3().seed(VERSIONED, "marked/1", SIZE, old);
        stage.s3().seed(VERSIONED, "marked/2", SIZE, old);
        stage.s3().seed(VERSIONED, "marked/fresh", SIZE, fresh);

        Told told = here.function().call(olderThanADay("marked", VERSIONED));

        told.is("COMPLETED", Counts.allDone(3, 2));
        assertThat(told.bytes()).isZero();
        assertThat(told.freed()).isZero();
        assertThat(told.notes())
                .singleElement()
                .asString()
                .contains("is versioned")
                .contains("frees 0 bytes");
        try (Aws aws = here.aws()) {
            ListObjectVersionsResponse all = aws.s3().listObjectVersions(list -> list.bucket(VERSIONED));
            assertThat(all.versions()).hasSize(3);
            assertThat(all.deleteMarkers()).hasSize(2);
        }
        assertThat(stage.s3().keys(VERSIONED)).containsExactly("marked/fresh");
    }

    @Test
    void newestAreKeptAndWhatIsAsNewAsTheLastOfThem() throws Exception {
        IntStream.range(0, 4).forEach(day -> seed("keep/" + day, old.plus(Duration.ofDays(day))));
        seed("keep/2-tie", old.plus(Duration.ofDays(2)));

        Told told = here.function().call(olderThanADay("keep", BUCKET).params(params -> params.put("keepNewest", 2)));

        told.is("COMPLETED", Counts.allDone(5, 2));
        assertThat(keys("keep")).containsExactly("keep/2", "keep/2-tie", "keep/3");
    }

    @Test
    void keysOfEveryKindGoAndTheirFreshNeighboursStay() throws Exception {
        List<String> stale = oddKeys().map(odd -> fill("odd/a" + odd)).toList();
        List<String> kept = oddKeys().map(odd -> fill("odd/b" + odd)).toList();
        stale.forEach(key -> seed(key, old));
        kept.forEach(key -> seed(key, fresh));
        seed("odd-too", old);

        Told told = here.function().call(olderThanADay("odd", BUCKET));

        told.is("COMPLETED", Counts.allDone(stale.size() + kept.size(), stale.size()));
        assertThat(keys("odd")).containsExactlyInAnyOrderElementsOf(kept);
        assertThat(stage.s3().keys(BUCKET)).contains("odd-too");
        assertThat(Outcomes.of(here, "odd"))
                .allMatch(result -> result.outcome().kind() == Outcome.Kind.DONE)
                .extracting(Result::id)
                .containsExactlyInAnyOrderElementsOf(stale);
    }

    private static Stream<String> oddKeys() {
        return Stream.of(
                "",
                " ",
                " a b ",
                "+",
                "a+b c",
                "%",
                "%2F",
                "%2B%20",
                "100%25",
                "//",
                "/a//b/",
                "/",
                "..",
                "/../b",
                "/./b",
                "/../../../b",
                "/../b\u0001",
                "\t",
                "\n",
                "\r\n",
                "\u0001",
                "\u001b[31m",
                "\u007f",
                "\u0085",
                "\u2028",
                "\ufeff",
                "\ufffe",
                "größe",
                "gro\u0308ße",
                "漢字",
                "🧹",
                "👩‍👩‍👧",
                "\"'`",
                "&<>",
                "&amp;&#0;",
                "]]><x/>",
                "\\",
                "?a=b&c=d#e",
                ";:@=,$!*()[]{}|^~",
                "x".repeat(1019),
                "ß".repeat(509));
    }

    /** The longest a key can be is 1,024 bytes: a long one is filled up to that. */
    private static String fill(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        return bytes < 1000 ? key : key + "-".repeat(1024 - bytes);
    }

    private static Ask olderThanADay(String job, String bucket) {
        return Ask.apply(job, bucket).params(params -> params.put("olderThan", A_DAY));
    }

    private void seed(String key, Instant lastModified) {
        stage.s3().seed(BUCKET, key, SIZE, lastModified);
    }

    private List<String> keys(String job) {
        return stage.s3().keys(BUCKET).stream()
                .filter(key -> key.startsWith(job + "/"))
                .toList();
    }
}
