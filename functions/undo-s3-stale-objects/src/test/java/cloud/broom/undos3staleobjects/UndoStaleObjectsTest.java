package cloud.broom.undos3staleobjects;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.Aws;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.past.Past;
import cloud.broom.task.Candidate;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Verdict;
import cloud.broom.testkit.FakeParts;
import cloud.broom.testkit.FakeRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which markers are a run's own. */
final class UndoStaleObjectsTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant UNTIL = FROM.plusSeconds(600);
    private static final Instant OLD = FROM.minus(Duration.ofDays(100));
    private static final Params ALL = new Params(new RunId("tidy.0123456789abcdef"), List.of());
    private static final Item.Version PLANNED = new Item.Version("v1", false, OLD, "\"e\"");
    private static final Item.Version MARKER = new Item.Version("m1", true, FROM.plusSeconds(5), "");

    private final UndoStaleObjects task = new UndoStaleObjects(
            Aws.of(Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL", "http://127.0.0.1:1"))
                    .s3(),
            new Past(new FakeRuns(), new FakeParts()));

    @Test
    void markerWhoseIdTheOutcomeHasIsItsOwn() {
        assertThat(verdict(was(Outcome.Kind.DONE, "m1"), latest(MARKER))).isEqualTo(Verdict.YES);
    }

    @Test
    void markerOfAnotherIdIsSomebodyElses() {
        assertThat(verdict(was(Outcome.Kind.DONE, "m0"), latest(MARKER))).isEqualTo(Verdict.NO);
    }

    @Test
    void objectThatWasWrittenSinceStays() {
        Item.Version written = new Item.Version("v2", false, UNTIL, "\"f\"");
        assertThat(verdict(was(Outcome.Kind.DONE, "m1"), latest(written))).isEqualTo(Verdict.NO);
        assertThat(verdict(was(Outcome.Kind.DONE, "m1"), Item.Now.NOTHING)).isEqualTo(Verdict.NO);
    }

    @ParameterizedTest
    @EnumSource(names = {"DONE", "GONE", "FAILED"})
    void markerOnThePlannedVersionIsItsOwnWhereTheAnswerWasLost(Outcome.Kind kind) {
        assertThat(verdict(was(Optional.of(kind)), over(MARKER, PLANNED))).isEqualTo(Verdict.YES);
        assertThat(verdict(was(Optional.empty()), over(MARKER, PLANNED))).isEqualTo(Verdict.YES);
    }

    @ParameterizedTest
    @EnumSource(names = {"CHANGED", "SKIPPED"})
    void whatTheRunLeftAloneWasDeletedBySomebodyElse(Outcome.Kind kind) {
        assertThat(verdict(was(Optional.of(kind)), over(MARKER, PLANNED))).isEqualTo(Verdict.NO);
    }

    @Test
    void markerOnAnotherVersionIsSomebodyElses() {
        Item.Version sameBytes = new Item.Version("v2", false, OLD.plusSeconds(1), "\"e\"");
        Item.Version otherBytes = new Item.Version("v2", false, OLD, "\"f\"");
        Item.Version marker = new Item.Version("m0", true, OLD, "");
        for (Item.Version beneath : List.of(sameBytes, otherBytes, marker)) {
            assertThat(verdict(was(Optional.empty()), over(MARKER, beneath)))
                    .as(beneath.toString())
                    .isEqualTo(Verdict.NO);
        }
        assertThat(verdict(was(Optional.empty()), latest(MARKER))).isEqualTo(Verdict.NO);
    }

    @Test
    void markerOfAnotherTimeIsSomebodyElses() {
        Item.Version before = new Item.Version("m1", true, FROM.minusMillis(1), "");
        Item.Version after = new Item.Version("m1", true, UNTIL.plusMillis(1), "");
        assertThat(verdict(was(Optional.empty()), over(before, PLANNED))).isEqualTo(Verdict.NO);
        assertThat(verdict(was(Optional.empty()), over(after, PLANNED))).isEqualTo(Verdict.NO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REMOVES", "REPLACES", ""})
    void whatIsGoneForGoodIsSaidToBe(String onDelete) {
        Item.Was was = new Item.Was(
                "logs", "\"e\"", OLD, onDelete, Optional.of(Outcome.Kind.DONE), Optional.of("null"), FROM, UNTIL);
        List<Evidence> evidence = task.judge(ALL, UNTIL, new Item("a/1", was, latest(MARKER)));

        assertThat(evidence).anySatisfy(one -> {
            assertThat(one.predicate()).isEqualTo("reversible");
            assertThat(one.verdict()).isEqualTo(Verdict.NO);
            assertThat(one.seen()).startsWith("removed for good: ");
        });
    }

    @Test
    void onlyTheItemsThatAreAskedForComeBack() {
        Params some = new Params(ALL.run(), List.of("a/2*"));
        Item item = new Item("a/1", was(Outcome.Kind.DONE, "m1"), latest(MARKER));

        assertThat(new Candidate<>(item, task.judge(some, UNTIL, item)).verdict())
                .isEqualTo(Verdict.NO);
    }

    @Test
    void anItemSurvivesBeingWrittenIntoAPlan() {
        Item item = new Item("a/\u0001", was(Optional.empty()), over(MARKER, PLANNED));
        assertThat(Json.read(Json.write(item), Item.class, "item")).isEqualTo(item);
    }

    private Verdict verdict(Item.Was was, Item.Now now) {
        Item item = new Item("a/1", was, now);
        return new Candidate<>(item, task.judge(ALL, UNTIL, item)).verdict();
    }

    private static Item.Was was(Outcome.Kind kind, String marker) {
        return new Item.Was("logs", "\"e\"", OLD, "MARKS", Optional.of(kind), Optional.of(marker), FROM, UNTIL);
    }

    private static Item.Was was(Optional<Outcome.Kind> kind) {
        return new Item.Was("logs", "\"e\"", OLD, "MARKS", kind, Optional.empty(), FROM, UNTIL);
    }

    private static Item.Now latest(Item.Version version) {
        return new Item.Now(Optional.of(version), Optional.empty());
    }

    private static Item.Now over(Item.Version latest, Item.Version beneath) {
        return new Item.Now(Optional.of(latest), Optional.of(beneath));
    }
}
