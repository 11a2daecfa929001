package cloud.broom.local;

import static cloud.broom.local.S3Fixture.BUCKET;
import static cloud.broom.local.S3Fixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ListingTest {
    @RegisterExtension
    final S3Fixture on = new S3Fixture();

    @Test
    void tellsKeySizeEtagAndAge() {
        Instant old = Instant.parse("2020-02-02T02:02:02Z");
        on.cloud.s3().seed(BUCKET, "a", "hello".getBytes(StandardCharsets.UTF_8), old);

        S3Object object =
                on.s3.listObjectsV2(list -> list.bucket(BUCKET)).contents().get(0);

        assertThat(object.size()).isEqualTo(5);
        assertThat(object.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(object.lastModified()).isEqualTo(old);
        assertThat(object.owner()).isNull();
    }

    @Test
    void ordersByUtf8BytesNotByUtf16() {
        String beyond = new String(Character.toChars(0x1F9F9));
        String privateUse = "\uFFFD";
        seed(beyond, privateUse, "z", "Z", "\u00e9");

        assertThat(keys(on.s3.listObjectsV2(list -> list.bucket(BUCKET))))
                .containsExactly("Z", "z", "\u00e9", privateUse, beyond);
    }

    @Test
    void rollsKeysUpToTheDelimiterAndPagesOverThem() {
        seed("a", "b/1", "b/2", "b/3", "c/1", "d");
        List<String> seen = new ArrayList<>();

        for (ListObjectsV2Response page : on.s3.listObjectsV2Paginator(
                list -> list.bucket(BUCKET).delimiter("/").maxKeys(1))) {
            seen.addAll(keys(page));
            seen.addAll(page.commonPrefixes().stream().map(CommonPrefix::prefix).toList());
        }

        assertThat(seen).containsExactly("a", "b/", "c/", "d");
    }

    @Test
    void firstVersionPagesByMarkerAndNamesTheNextOneOnlyWithADelimiter() {
        seed("a", "b/1", "b/2", "c");

        ListObjectsResponse plain =
                on.s3.listObjects(list -> list.bucket(BUCKET).maxKeys(2));
        ListObjectsResponse rolled =
                on.s3.listObjects(list -> list.bucket(BUCKET).delimiter("/").maxKeys(2));
        ListObjectsResponse rest =
                on.s3.listObjects(list -> list.bucket(BUCKET).delimiter("/").marker(rolled.nextMarker()));

        assertThat(plain.isTruncated()).isTrue();
        assertThat(plain.nextMarker()).isNull();
        assertThat(rolled.nextMarker()).isEqualTo("b/");
        assertThat(rest.contents()).extracting(S3Object::key).containsExactly("c");
        assertThat(rest.commonPrefixes()).isEmpty();
    }

    @Test
    void startsAfterAKeyThatNeedNotExistAndKeepsToThePrefix() {
        seed("log/1", "log/3", "log/5", "other");

        assertThat(keys(on.s3.listObjectsV2(
                        list -> list.bucket(BUCKET).prefix("log/").startAfter("log/2"))))
                .containsExactly("log/3", "log/5");
        assertThat(keys(on.s3.listObjectsV2(
                        list -> list.bucket(BUCKET).prefix("log/").startAfter("a"))))
                .containsExactly("log/1", "log/3", "log/5");
        assertThat(keys(on.s3.listObjectsV2(
                        list -> list.bucket(BUCKET).prefix("log/").startAfter("z"))))
                .isEmpty();
    }

    @Test
    void aTokenOutlivesTheKeyItEndedAt() {
        seed("a", "b", "c");
        ListObjectsV2Response first =
                on.s3.listObjectsV2(list -> list.bucket(BUCKET).maxKeys(2));
        on.s3.deleteObject(delete -> delete.bucket(BUCKET).key("b"));

        assertThat(keys(on.s3.listObjectsV2(
                        list -> list.bucket(BUCKET).continuationToken(first.nextContinuationToken()))))
                .containsExactly("c");
    }

    @Test
    void asksForNothingGetsNothing() {
        seed("a");

        ListObjectsV2Response none =
                on.s3.listObjectsV2(list -> list.bucket(BUCKET).maxKeys(0));

        assertThat(none.contents()).isEmpty();
        assertThat(none.isTruncated()).isFalse();
    }

    @Test
    void listsAHundredThousandObjectsInSeconds() {
        for (int i = 0; i < 100_000; i++) {
            on.cloud.s3().seed(BUCKET, "app/" + i, 1024, NOW);
        }
        long began = System.nanoTime();

        long listed = on.s3.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream()
                .count();

        assertThat(listed).isEqualTo(100_000);
        assertThat(on.cloud.calls().of("operator")).containsEntry("S3.ListObjectsV2", 100L);
        assertThat(System.nanoTime() - began).as("nanoseconds").isLessThan(20_000_000_000L);
    }

    private void seed(String... keys) {
        Arrays.stream(keys).forEach(key -> on.cloud.s3().seed(BUCKET, key, 1, NOW));
    }

    private static List<String> keys(ListObjectsV2Response page) {
        return page.contents().stream().map(S3Object::key).toList();
    }
}
