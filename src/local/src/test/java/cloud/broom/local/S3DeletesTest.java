package cloud.broom.local;

import static cloud.broom.local.S3Fixture.BUCKET;
import static cloud.broom.local.S3Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Error;

class S3DeletesTest {
    @RegisterExtension
    final S3Fixture on = new S3Fixture();

    @Test
    void deletesOnlyWhatIsUnchanged() {
        String etag = on.put("a", "one").eTag();
        on.put("a", "two");

        refused(
                412,
                "PreconditionFailed",
                () -> on.s3.deleteObject(
                        delete -> delete.bucket(BUCKET).key("a").ifMatch(etag)));
        on.s3.deleteObject(delete -> delete.bucket(BUCKET).key("a").ifMatch("*"));
        assertThat(on.cloud.s3().keys(BUCKET)).isEmpty();
        refused(
                404,
                "NoSuchKey",
                () -> on.s3.deleteObject(
                        delete -> delete.bucket(BUCKET).key("a").ifMatch("*")));
    }

    @Test
    void deletingWhatIsNotThereSucceeds() {
        DeleteObjectResponse gone =
                on.s3.deleteObject(delete -> delete.bucket(BUCKET).key("nothing"));

        assertThat(gone.sdkHttpResponse().statusCode()).isEqualTo(204);
    }

    @Test
    void judgesEachKeyOfABatchByItsOwnCondition() {
        String same = on.put("same", "one").eTag();
        on.put("changed", "new");
        on.put("plain", "x");

        DeleteObjectsResponse answer =
                delete(key("same", same), key("changed", same), key("gone", same), key("plain"), key("never"));

        assertThat(answer.deleted()).extracting(DeletedObject::key).containsExactly("same", "plain", "never");
        assertThat(answer.errors())
                .extracting(error -> error.key() + " " + error.code())
                .containsExactly("changed PreconditionFailed", "gone NoSuchKey");
        assertThat(on.cloud.s3().keys(BUCKET)).containsExactly("changed");
    }

    @Test
    void aQuietBatchTellsErrorsOnly() {
        on.put("a", "one");
        on.put("b", "two");

        DeleteObjectsResponse answer = on.s3.deleteObjects(request ->
                request.bucket(BUCKET).delete(delete -> delete.quiet(true).objects(key("a"), key("b", "\"other\""))));

        assertThat(answer.deleted()).isEmpty();
        assertThat(answer.errors()).extracting(S3Error::key).containsExactly("b");
    }

    @Test
    void refusesMoreThanAThousandKeys() {
        ObjectIdentifier[] many =
                IntStream.range(0, 1001).mapToObj(i -> key("k" + i)).toArray(ObjectIdentifier[]::new);

        refused(400, "MalformedXML", () -> delete(many));
        assertThat(delete(Arrays.copyOf(many, 1000)).deleted()).hasSize(1000);
    }

    @Test
    void aDeleteInAVersionedBucketOnlyHides() {
        on.cloud.s3().enableVersioning(BUCKET);
        String version = on.put("a", "one").versionId();

        DeletedObject deleted = delete(key("a")).deleted().get(0);

        assertThat(deleted.deleteMarker()).isTrue();
        refused(404, "NoSuchKey", () -> on.get("a"));
        assertThat(on.s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).isEmpty();
        on.s3.deleteObject(delete -> delete.bucket(BUCKET).key("a").versionId(deleted.deleteMarkerVersionId()));
        assertThat(on.get("a")).isEqualTo("one");
        on.s3.deleteObject(delete -> delete.bucket(BUCKET).key("a").versionId(version));
        assertThat(on.s3.listObjectVersions(list -> list.bucket(BUCKET)).versions())
                .isEmpty();
    }

    @Test
    void aConditionNeverMatchesADeleteMarker() {
        on.cloud.s3().enableVersioning(BUCKET);
        on.put("a", "one");
        delete(key("a"));

        refused(
                412,
                "PreconditionFailed",
                () -> on.s3.deleteObject(
                        delete -> delete.bucket(BUCKET).key("a").ifMatch("*")));
    }

    @Test
    void aSuspendedBucketKeepsOldVersionsAndReplacesTheNullOne() {
        on.cloud.s3().enableVersioning(BUCKET);
        String kept = on.put("a", "one").versionId();
        on.s3.putBucketVersioning(put -> put.bucket(BUCKET).versioningConfiguration(with -> with.status("Suspended")));
        on.put("a", "two");
        on.put("a", "three");
        delete(key("a"));

        ListObjectVersionsResponse all = on.s3.listObjectVersions(list -> list.bucket(BUCKET));

        assertThat(all.versions()).extracting(ObjectVersion::versionId).containsExactly(kept);
        assertThat(all.deleteMarkers()).extracting(DeleteMarkerEntry::versionId).containsExactly("null");
    }

    @Test
    void pagesThroughVersionsWhileTheyAreBeingDeleted() {
        on.cloud.s3().enableVersioning(BUCKET);
        for (int i = 0; i < 3; i++) {
            on.put("a", "a" + i);
            on.put("b", "b" + i);
        }
        delete(key("a"));
        List<String> seen = new ArrayList<>();

        ListObjectVersionsResponse page =
                on.s3.listObjectVersions(list -> list.bucket(BUCKET).maxKeys(2));
        while (true) {
            page.deleteMarkers().forEach(marker -> seen.add(marker.key() + " marker"));
            page.versions().forEach(version -> {
                seen.add(version.key() + " " + version.isLatest());
                on.s3.deleteObject(
                        delete -> delete.bucket(BUCKET).key(version.key()).versionId(version.versionId()));
            });
            if (!page.isTruncated()) {
                break;
            }
            String key = page.nextKeyMarker();
            String version = page.nextVersionIdMarker();
            page = on.s3.listObjectVersions(
                    list -> list.bucket(BUCKET).maxKeys(2).keyMarker(key).versionIdMarker(version));
        }

        assertThat(seen).containsExactly("a marker", "a false", "a false", "a false", "b true", "b false", "b true");
    }

    private DeleteObjectsResponse delete(ObjectIdentifier... keys) {
        return on.s3.deleteObjects(request -> request.bucket(BUCKET).delete(delete -> delete.objects(keys)));
    }

    private static ObjectIdentifier key(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    private static ObjectIdentifier key(String key, String etag) {
        return ObjectIdentifier.builder().key(key).eTag(etag).build();
    }
}
