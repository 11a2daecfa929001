package cloud.broom.s3staleobjects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** What is planned is looked at again: by a page or two where it is dense, key by key where it is not. */
final class SecondLookTest {
    private static final Instant OLD = Instant.parse("2025-11-21T00:00:00Z");
    private static final Params PARAMS =
            new Params("logs", "a/", "", Duration.ZERO, 0, Long.MAX_VALUE, 0, false, List.of(), false);

    private final FakeBucket bucket = new FakeBucket();
    private final StaleObjects task = new StaleObjects(bucket);

    @Test
    void whatIsAsItWasPlannedEqualsThePlan() {
        List<Item> planned = put("a/1", "a/2", "a/3");

        assertThat(task.reread(PARAMS, planned)).isEqualTo(byKey(planned));
    }

    @Test
    void whatWasRewrittenWithTheSameBytesIsAnother() {
        List<Item> planned = put("a/1", "a/2");
        bucket.put("a/2", OLD.plusSeconds(1));

        Map<String, Item> now = task.reread(PARAMS, planned);

        assertThat(now).containsEntry("a/1", planned.get(0)).doesNotContainValue(planned.get(1));
        assertThat(Optional.ofNullable(now.get("a/2")).map(Item::etag)).contains("\"e\"");
    }

    @Test
    void whatIsGoneIsLeftOutWhereverItStood() {
        List<Item> planned = put(numbered(30));
        Stream.of("a/0000", "a/0013", "a/0029").forEach(bucket::remove);

        assertThat(task.reread(PARAMS, planned))
                .hasSize(27)
                .doesNotContainKeys("a/0000", "a/0013", "a/0029")
                .containsKeys("a/0001", "a/0028");
    }

    @Test
    void everyKindOfKeyIsFoundInTheOrderOfItsBytes() {
        List<Item> planned = put(Stream.concat(
                        Stream.of("a/\u0001", "a/ +%2F", "a/\n", "a/\uFB01", "a/\uD83E\uDDF9", "a/\uE000", "a/z"),
                        Stream.of(numbered(20)))
                .toArray(String[]::new));

        assertThat(task.reread(PARAMS, planned)).isEqualTo(byKey(planned));
    }

    @Test
    void neighboursAreSeenOnOnePage() {
        List<Item> planned = put(numbered(1000));

        assertThat(task.reread(PARAMS, planned)).hasSize(1000);
        assertThat(bucket.lists).as("the first, and a page").isEqualTo(2);
    }

    @Test
    void fewOfManyAreAskedForOneByOne() {
        put(numbered(9000));
        List<Item> planned = IntStream.range(0, 18)
                .mapToObj(i -> item("a/%04d".formatted(i * 500)))
                .toList();

        assertThat(task.reread(PARAMS, planned)).hasSize(18);
        assertThat(bucket.lists).as("no nine pages").isEqualTo(1 + 1 + 15);
    }

    @Test
    void twoAreAskedForOneByOne() {
        List<Item> planned = put("a/1", "a/2");
        task.reread(PARAMS, planned);
        assertThat(bucket.lists).isEqualTo(2);
    }

    @Test
    void whatWasToBeUndoableAndIsNoMoreIsAnother() {
        List<Item> planned = put("a/1");
        bucket.versioning = BucketVersioningStatus.SUSPENDED;

        assertThat(task.reread(PARAMS, planned).values())
                .extracting(Item::onDelete)
                .containsExactly(Item.OnDelete.REPLACES);
    }

    private List<Item> put(String... keys) {
        return Stream.of(keys)
                .map(key -> {
                    bucket.put(key, OLD);
                    return item(key);
                })
                .toList();
    }

    private static String[] numbered(int count) {
        return IntStream.range(0, count).mapToObj("a/%04d"::formatted).toArray(String[]::new);
    }

    private static Item item(String key) {
        return new Item(key, 7, OLD, "\"e\"", "STANDARD", Item.OnDelete.MARKS, Optional.empty());
    }

    private static Map<String, Item> byKey(List<Item> items) {
        return items.stream().collect(Collectors.toMap(Item::key, item -> item));
    }
}
