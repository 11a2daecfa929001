package cloud.broom.s3staleobjects;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.control.Glob;
import cloud.broom.control.Keep;
import cloud.broom.control.Tags;
import cloud.broom.fact.Cache;
import cloud.broom.task.Candidate;
import cloud.broom.task.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Which tags protect an object, and that not knowing them is not having none. */
final class KeepTagsTest {
    private static final Instant CHANGED = Instant.parse("2026-01-01T00:00:00Z");

    private final Bucket bucket = new Bucket();
    private final StaleObjects task = new StaleObjects(bucket);

    @Test
    void theBucketsTagProtectsEveryObjectAndIsReadOnce() {
        bucket.tags = Map.of(Keep.TAG, "P90D", "team", "x");

        Map<String, Tags> tags = task.tags(params(false), List.of(item("a/1"), item("a/2")), Cache.NONE);

        assertThat(tags.values()).allSatisfy(its -> assertThat(keeps(Map.of("", its), ""))
                .extracting(Keep::until)
                .containsExactly(Optional.of(CHANGED.plus(Duration.ofDays(90)))));
        assertThat(bucket.calls).containsExactly("GetBucketTagging");
    }

    @Test
    void aBucketThatSaysItHasNoTagsHasNone() {
        bucket.failure = Optional.of(refusal(404, "NoSuchTagSet"));

        assertThat(keeps(task.tags(params(false), List.of(item("a/1")), Cache.NONE), "a/1"))
                .isEmpty();
    }

    @Test
    void whileTheBucketsTagsCannotBeReadThoseOfItsObjectsAreUnknown() {
        for (RuntimeException failure : List.of(
                refusal(403, "AccessDenied"),
                refusal(404, "NoSuchBucket"),
                refusal(503, "SlowDown"),
                SdkClientException.create("told to fail"))) {
            bucket.failure = Optional.of(failure);

            assertThat(task.tags(params(true), List.of(item("a/1"), item("a/2")), Cache.NONE)
                            .values())
                    .hasSize(2)
                    .allSatisfy(its -> assertThat(its).isInstanceOf(Tags.Unknown.class));
        }
    }

    @Test
    void anObjectsOwnTagsCountOnlyIfTheJobSaysSo() {
        bucket.objects.put("a/1", Map.of(Keep.TAG, "yes"));

        assertThat(keeps(task.tags(params(false), List.of(item("a/1")), Cache.NONE), "a/1"))
                .isEmpty();
        assertThat(bucket.calls).containsExactly("GetBucketTagging");
        assertThat(keeps(task.tags(params(true), List.of(item("a/1")), Cache.NONE), "a/1"))
                .extracting(Keep::value)
                .containsExactly("yes");
    }

    @Test
    void anObjectWhoseOwnTagsCannotBeReadIsUnknownAndNoOther() {
        bucket.objects.put("a/2", Map.of("team", "x"));
        bucket.refused.put("a/1", refusal(403, "AccessDenied"));
        bucket.refused.put("a/3", refusal(404, "NoSuchKey"));

        Map<String, Tags> tags = task.tags(params(true), List.of(item("a/1"), item("a/2"), item("a/3")), Cache.NONE);

        assertThat(tags.get("a/1")).isInstanceOf(Tags.Unknown.class);
        assertThat(keeps(tags, "a/2")).isEmpty();
        assertThat(keeps(tags, "a/3")).as("it is gone").isEmpty();
    }

    @Test
    void ofABucketThatIsKeptForEverNoObjectIsAsked() {
        bucket.tags = Map.of(Keep.TAG, "yes");

        task.tags(params(true), List.of(item("a/1")), Cache.NONE);

        assertThat(bucket.calls).containsExactly("GetBucketTagging");
        assertThat(task.atOnce(params(true))).isEqualTo(100);
        assertThat(task.atOnce(params(false))).isEqualTo(1000);
    }

    @Test
    void aKeyThatIsToBeKeptIsNoCandidate() {
        Params keep = new Params(
                "logs",
                "a/",
                "",
                Duration.ofDays(1),
                0,
                Long.MAX_VALUE,
                0,
                false,
                List.of(new Glob("*/keep/*")),
                false);
        Instant now = CHANGED.plus(Duration.ofDays(9));

        assertThat(new Candidate<>(item("a/keep/1"), task.judge(keep, now, item("a/keep/1"))).verdict())
                .isEqualTo(Verdict.NO);
        assertThat(new Candidate<>(item("a/kept/1"), task.judge(keep, now, item("a/kept/1"))).verdict())
                .isEqualTo(Verdict.YES);
    }

    private static List<Keep> keeps(Map<String, Tags> tags, String id) {
        return Optional.ofNullable(tags.get(id)).orElseThrow().match(Tags.Known::keeps, unknown -> {
            throw new AssertionError(unknown.why());
        });
    }

    private static Params params(boolean objectTags) {
        return new Params("logs", "a/", "", Duration.ofDays(90), 0, Long.MAX_VALUE, 0, false, List.of(), objectTags);
    }

    private static Item item(String key) {
        return new Item(key, 1, CHANGED, "\"e\"", "STANDARD", Item.OnDelete.REMOVES, Optional.empty());
    }

    private static RuntimeException refusal(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("told to fail")
                        .build())
                .build();
    }

    /** A bucket of which only the tags are known. */
    private static final class Bucket implements S3Client {
        private final List<String> calls = new ArrayList<>();
        private final Map<String, Map<String, String>> objects = new HashMap<>();
        private final Map<String, RuntimeException> refused = new HashMap<>();
        private Map<String, String> tags = Map.of();
        private Optional<RuntimeException> failure = Optional.empty();

        @Override
        public GetBucketTaggingResponse getBucketTagging(GetBucketTaggingRequest request) {
            calls.add("GetBucketTagging");
            failure.ifPresent(told -> {
                throw told;
            });
            return GetBucketTaggingResponse.builder().tagSet(set(tags)).build();
        }

        @Override
        public GetObjectTaggingResponse getObjectTagging(GetObjectTaggingRequest request) {
            calls.add("GetObjectTagging " + request.key());
            Optional.ofNullable(refused.get(request.key())).ifPresent(told -> {
                throw told;
            });
            return GetObjectTaggingResponse.builder()
                    .tagSet(set(objects.getOrDefault(request.key(), Map.of())))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}

        private static List<Tag> set(Map<String, String> tags) {
            return tags.entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
        }
    }
}
