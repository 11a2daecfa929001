package cloud.broom.s3staleobjects;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.Aws;
import cloud.broom.json.Json;
import cloud.broom.task.Candidate;
import cloud.broom.task.Cursor;
import cloud.broom.task.Reversibility;
import cloud.broom.task.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StaleObjectsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(100));

    private final StaleObjects task =
            new StaleObjects(Aws.of(Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL", "http://127.0.0.1:1"))
                    .s3());

    @Test
    void anObjectExactlyAsOldAsTheLimitStays() {
        Instant limit = NOW.minus(Duration.ofDays(90));
        assertThat(verdict(params(""), item("a/x", 1, limit))).isEqualTo(Verdict.NO);
        assertThat(verdict(params(""), item("a/x", 1, limit.minusMillis(1)))).isEqualTo(Verdict.YES);
    }

    @Test
    void anObjectsAgeTellsSinceWhenItQualifies() {
        assertThat(task.qualifiesSince(params(""), item("a/x", 1, OLD))).contains(OLD.plus(Duration.ofDays(90)));
    }

    @Test
    void everyPredicateThatIsGivenHasToHold() {
        Params params = new Params("logs", "a/", ".log", Duration.ofDays(90), 10, 20, 0, false, List.of(), false);
        assertThat(verdict(params, item("a/x.log", 10, OLD))).isEqualTo(Verdict.YES);
        assertThat(verdict(params, item("a/x.log", 20, OLD))).isEqualTo(Verdict.YES);
        assertThat(verdict(params, item("a/x.log", 9, OLD))).isEqualTo(Verdict.NO);
        assertThat(verdict(params, item("a/x.log", 21, OLD))).isEqualTo(Verdict.NO);
        assertThat(verdict(params, item("a/x.txt", 15, OLD))).isEqualTo(Verdict.NO);
    }

    @Test
    void whatIsAsNewAsTheLastThatIsKeptStays() {
        Item tied = new Item("a/x", 1, OLD, "\"e\"", "STANDARD", Item.OnDelete.REMOVES, Optional.of(OLD));
        Item older =
                new Item("a/y", 1, OLD.minusMillis(1), "\"e\"", "STANDARD", Item.OnDelete.REMOVES, Optional.of(OLD));
        assertThat(verdict(params(""), tied)).isEqualTo(Verdict.NO);
        assertThat(verdict(params(""), older)).isEqualTo(Verdict.YES);
    }

    @Test
    void aSurveyFindsTheOldestOfTheNewestThatStay() {
        Params keepTwo = new Params("logs", "a/", "", Duration.ZERO, 0, Long.MAX_VALUE, 2, false, List.of(), false);
        Position position = Position.first(keepTwo, Item.OnDelete.REMOVES, Optional.of(OLD))
                .seen(Stream.of(OLD, NOW), 2)
                .seen(Stream.of(OLD.plusSeconds(1), OLD.minusSeconds(1)), 2);
        assertThat(position.newest()).containsExactly(NOW, OLD.plusSeconds(1));
        assertThat(position.look().keptFrom()).contains(OLD.plusSeconds(1));
        assertThat(position.look().cachedAt()).contains(OLD);
    }

    @Test
    void aPositionSurvivesBeingWrittenDown() {
        Position position = new Position(
                Position.Pass.SURVEY,
                "a/\u00fc \"'\n%2F//../",
                Item.OnDelete.MARKS,
                Optional.of(NOW),
                List.of(NOW),
                Optional.of(OLD));
        assertThat(position.cursor())
                .isInstanceOfSatisfying(Cursor.After.class, after -> assertThat(Position.read(after.position()))
                        .isEqualTo(position));
    }

    @Test
    void aVersionedBucketFreesNothingAndCanBeUndone() {
        Item marked = new Item("a/x", 7, OLD, "\"e\"", "STANDARD", Item.OnDelete.MARKS, Optional.empty());
        assertThat(marked.bytes()).isZero();
        assertThat(marked.reversibility()).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(item("a/x", 7, OLD).bytes()).isEqualTo(7);
        assertThat(item("a/x", 7, OLD).reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void anItemSurvivesBeingWrittenIntoAPlan() {
        Item item = new Item("a/\u00fc\u0001\n ", 7, OLD, "\"e\"", "STANDARD", Item.OnDelete.MARKS, Optional.of(NOW));
        assertThat(Json.read(Json.write(item), Item.class, "item")).isEqualTo(item);
    }

    private Verdict verdict(Params params, Item item) {
        return new Candidate<>(item, task.judge(params, NOW, item)).verdict();
    }

    private static Params params(String suffix) {
        return new Params("logs", "a/", suffix, Duration.ofDays(90), 0, Long.MAX_VALUE, 0, false, List.of(), false);
    }

    private static Item item(String key, long size, Instant modified) {
        return new Item(key, size, modified, "\"e\"", "STANDARD", Item.OnDelete.REMOVES, Optional.empty());
    }
}
