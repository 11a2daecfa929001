package cloud.broom.s3staleobjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.fact.Cache;
import cloud.broom.fact.Cached;
import cloud.broom.task.Cursor;
import cloud.broom.task.Page;
import cloud.broom.task.TaskFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a bucket's versioning is may be known from before, and then it is said so. */
final class VersioningTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Params PARAMS =
            new Params("logs", "a/", "", Duration.ofDays(90), 0, Long.MAX_VALUE, 0, false, List.of(), false);

    private final Bucket bucket = new Bucket();
    private final StaleObjects task = new StaleObjects(bucket);

    @Test
    void isAskedOfTheBucketOnceASearchAndSaidOnlyIfItMatters() {
        Page<Item> first = task.find(PARAMS, new Cursor.Start(), 1);
        Page<Item> second = task.find(PARAMS, first.next(), 1);

        assertThat(bucket.asked).isEqualTo(1);
        assertThat(first.notes()).isEmpty();
        assertThat(second.resources()).extracting(Item::onDelete).containsExactly(Item.OnDelete.REMOVES);
    }

    @Test
    void fromTheCacheItIsSaidWithItsInstantOnEveryPage() {
        Known known = new Known(Item.OnDelete.REMOVES);
        Page<Item> first = task.find(PARAMS, new Cursor.Start(), 1, known);
        Page<Item> second = task.find(PARAMS, first.next(), 1, known);

        String note = "bucket logs is not versioned (as of 2026-02-28T23:00:00Z, cached)";
        assertThat(bucket.asked).isZero();
        assertThat(first.notes()).containsExactly(note);
        assertThat(second.notes()).containsExactly(note);
        assertThat(known.questions).containsExactly("S3.GetBucketVersioning {bucket=logs}");
    }

    @Test
    void versionedBucketOfTheCacheIsSaidToBeFromThere() {
        Page<Item> page = task.find(PARAMS, new Cursor.Start(), 1, new Known(Item.OnDelete.MARKS));

        assertThat(page.notes())
                .singleElement()
                .asString()
                .startsWith("bucket logs is versioned: ")
                .endsWith("(as of 2026-02-28T23:00:00Z, cached)");
    }

    @Test
    void versioningThatCannotBeReadEndsTheSearch() {
        bucket.denied = true;

        assertThatThrownBy(() -> task.find(PARAMS, new Cursor.Start(), 1))
                .isInstanceOf(TaskFailure.class)
                .hasMessageContaining("bucket logs");
    }

    /** A cache that knows the answer since an hour ago. */
    private static final class Known implements Cache {
        private final Item.OnDelete answer;
        private final List<String> questions = new ArrayList<>();

        Known(Item.OnDelete answer) {
            this.answer = answer;
        }

        @Override
        public <T> Cached<T> get(String name, Object inputs, Class<T> type, Supplier<Optional<T>> read) {
            questions.add(name + " " + inputs);
            Instant readAt = NOW.minus(Duration.ofHours(1));
            return new Cached<>(
                    Optional.of(type.cast(answer)), Optional.of(new Cached.Kept(readAt, NOW.plusSeconds(1))));
        }
    }

    /** A bucket of two objects without versioning. */
    private static final class Bucket implements S3Client {
        private int asked;
        private boolean denied;

        @Override
        public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
            asked++;
            if (denied) {
                throw SdkClientException.create("told to fail");
            }
            return GetBucketVersioningResponse.builder().build();
        }

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            boolean first = request.startAfter().isEmpty();
            return ListObjectsV2Response.builder()
                    .contents(S3Object.builder()
                            .key(first ? "a/1" : "a/2")
                            .size(1L)
                            .lastModified(NOW)
                            .eTag("\"e\"")
                            .build())
                    .isTruncated(first)
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
