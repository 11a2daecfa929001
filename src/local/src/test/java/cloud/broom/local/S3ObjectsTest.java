package cloud.broom.local;

import static cloud.broom.local.S3Fixture.BUCKET;
import static cloud.broom.local.S3Fixture.NOW;
import static cloud.broom.local.S3Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;

class S3ObjectsTest {
    @RegisterExtension
    final S3Fixture on = new S3Fixture();

    @Test
    void givesBackWhatWasPutWithItsMetadata() {
        on.s3.putObject(
                put -> put.bucket(BUCKET)
                        .key("a.txt")
                        .contentType("text/plain")
                        .metadata(Map.of("owner", "team-logs"))
                        .storageClass(StorageClass.STANDARD_IA),
                RequestBody.fromString("hello"));

        HeadObjectResponse head = on.s3.headObject(get -> get.bucket(BUCKET).key("a.txt"));

        assertThat(on.get("a.txt")).isEqualTo("hello");
        assertThat(head.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(head.contentLength()).isEqualTo(5);
        assertThat(head.contentType()).isEqualTo("text/plain");
        assertThat(head.metadata()).containsExactly(Map.entry("owner", "team-logs"));
        assertThat(head.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(head.lastModified()).isEqualTo(NOW);
    }

    @Test
    void anEmptyObjectHasALength() {
        on.put("empty", "");

        assertThat(on.s3.headObject(head -> head.bucket(BUCKET).key("empty")).contentLength())
                .isZero();
        assertThat(on.get("empty")).isEmpty();
    }

    @Test
    void givesARangeOfTheBytes() {
        on.put("a", "0123456789");

        assertThat(on.s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a").range("bytes=2-4"))
                        .asUtf8String())
                .isEqualTo("234");
        assertThat(on.s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a").range("bytes=-3"))
                        .asUtf8String())
                .isEqualTo("789");
        refused(
                416,
                "InvalidRange",
                () -> on.s3.getObject(get -> get.bucket(BUCKET).key("a").range("bytes=10-")));
    }

    @Test
    void putsOnlyWhereNothingIs() {
        on.s3.putObject(put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("first"));

        refused(
                412,
                "PreconditionFailed",
                () -> on.s3.putObject(
                        put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("second")));
        assertThat(on.get("once")).isEqualTo("first");
    }

    @Test
    void putsOnlyOverTheContentThatWasRead() {
        String read = on.put("a", "one").eTag();
        on.s3.putObject(put -> put.bucket(BUCKET).key("a").ifMatch(read), RequestBody.fromString("two"));

        refused(
                412,
                "PreconditionFailed",
                () -> on.s3.putObject(
                        put -> put.bucket(BUCKET).key("a").ifMatch(read), RequestBody.fromString("three")));
        refused(
                404,
                "NoSuchKey",
                () -> on.s3.putObject(
                        put -> put.bucket(BUCKET).key("nothing").ifMatch(read), RequestBody.fromString("three")));
        assertThat(on.get("a")).isEqualTo("two");
    }

    @Test
    void answersUnmodifiedToWhoHasTheContent() {
        String etag = on.put("a", "one").eTag();

        refused(
                304,
                "null",
                () -> on.s3.getObject(get -> get.bucket(BUCKET).key("a").ifNoneMatch(etag)));
    }

    @Test
    void holdsAnObjectOfAnySizeWithoutItsBytes() {
        long tebibyte = 1L << 40;
        on.cloud.s3().seed(BUCKET, "huge", tebibyte, Instant.parse("2020-01-01T00:00:00Z"));

        assertThat(on.s3.headObject(head -> head.bucket(BUCKET).key("huge")).contentLength())
                .isEqualTo(tebibyte);
        GetObjectResponse end = on.s3.getObjectAsBytes(
                        get -> get.bucket(BUCKET).key("huge").range("bytes=-4"))
                .response();
        assertThat(end.contentRange()).isEqualTo("bytes 1099511627772-1099511627775/1099511627776");
    }

    @Test
    void lastModifiedCanBeToldByHeader() {
        on.s3.putObject(
                put -> put.bucket(BUCKET)
                        .key("old")
                        .overrideConfiguration(with -> with.putHeader("x-broom-last-modified", "2019-05-06T07:08:09Z")),
                RequestBody.fromString("dust"));

        assertThat(on.s3.headObject(head -> head.bucket(BUCKET).key("old")).lastModified())
                .isEqualTo("2019-05-06T07:08:09Z");
    }

    @Test
    void tagsAnObject() {
        Tag keep = Tag.builder().key("keep").value("a & b").build();
        on.put("a", "one");
        on.s3.putObjectTagging(put -> put.bucket(BUCKET).key("a").tagging(tags -> tags.tagSet(keep)));

        assertThat(on.s3.getObjectTagging(get -> get.bucket(BUCKET).key("a")).tagSet())
                .containsExactly(keep);
        on.s3.deleteObjectTagging(delete -> delete.bucket(BUCKET).key("a"));
        assertThat(on.s3.getObjectTagging(get -> get.bucket(BUCKET).key("a")).tagSet())
                .isEmpty();
    }

    @Test
    void saysWhatIsNotThere() {
        refused(
                404,
                "NoSuchKey",
                () -> on.s3.getObject(get -> get.bucket(BUCKET).key("nothing")));
        refused(
                404,
                "NoSuchBucket",
                () -> on.s3.getObject(get -> get.bucket("nowhere").key("a")));
    }

    @Test
    void refusesContentThatIsNotWhatTheClientDigested() {
        refused(
                400,
                "BadDigest",
                () -> on.s3.putObject(
                        put -> put.bucket(BUCKET).key("a").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                        RequestBody.fromString("x")));
    }

    @Test
    void refusesWhatItDoesNotModelRatherThanIgnoringIt() {
        on.put("a", "one");
        refused(
                501,
                "NotImplemented",
                () -> on.s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("a")
                        .destinationBucket(BUCKET)
                        .destinationKey("b")));
        refused(501, "NotImplemented", () -> on.s3.getBucketLifecycleConfiguration(get -> get.bucket(BUCKET)));
        refused(
                501,
                "NotImplemented",
                () -> on.s3.createMultipartUpload(
                        create -> create.bucket(BUCKET).key("a")));
        refused(
                501,
                "NotImplemented",
                () -> on.s3.getObjectAcl(get -> get.bucket(BUCKET).key("a")));
        refused(
                501,
                "NotImplemented",
                () -> on.s3.getObject(get -> get.bucket(BUCKET).key("a").partNumber(1)));
        refused(
                501,
                "NotImplemented",
                () -> on.s3.deleteObject(
                        delete -> delete.bucket(BUCKET).key("a").ifMatchSize(3L)));
        refused(
                501,
                "NotImplemented",
                () -> on.s3.putObject(
                        put -> put.bucket(BUCKET).key("b").websiteRedirectLocation("/a"), RequestBody.empty()));
        assertThat(on.get("a")).isEqualTo("one");
    }
}
