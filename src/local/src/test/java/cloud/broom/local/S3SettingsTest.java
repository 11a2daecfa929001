package cloud.broom.local;

import static cloud.broom.local.S3Fixture.BUCKET;
import static cloud.broom.local.S3Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

class S3SettingsTest {
    @RegisterExtension
    final S3Fixture on = new S3Fixture();

    @Test
    void makesListsAndRemovesBuckets() {
        on.s3.createBucket(create -> create.bucket("second"));

        assertThat(on.s3.listBuckets().buckets()).extracting(Bucket::name).containsExactly(BUCKET, "second");
        on.put("a", "one");
        refused(409, "BucketNotEmpty", () -> on.s3.deleteBucket(delete -> delete.bucket(BUCKET)));
        on.s3.deleteBucket(delete -> delete.bucket("second"));
        refused(404, "NoSuchBucket", () -> on.s3.listObjectsV2(list -> list.bucket("second")));
        assertThatThrownBy(() -> on.cloud.s3().create("Not_A_Name")).hasMessageContaining("not valid: Not_A_Name");
    }

    @Test
    void aBucketLivesInTheRegionOfTheCloud() {
        try (LocalCloud europe = LocalCloud.builder(Clock.systemUTC())
                        .region("eu-central-1")
                        .start();
                S3Client s3 = Clients.s3(europe.operatorEnvironment())) {
            s3.createBucket(create -> create.bucket("here"));

            assertThat(s3.getBucketLocation(get -> get.bucket("here")).locationConstraintAsString())
                    .isEqualTo("eu-central-1");
            refused(409, "BucketAlreadyOwnedByYou", () -> s3.createBucket(create -> create.bucket("here")));
        }
    }

    @Test
    void versioningIsUnsetThenEnabledThenSuspended() {
        assertThat(status()).isNull();
        on.s3.putBucketVersioning(put -> put.bucket(BUCKET).versioningConfiguration(with -> with.status("Enabled")));
        assertThat(status()).isEqualTo(BucketVersioningStatus.ENABLED);
        on.s3.putBucketVersioning(put -> put.bucket(BUCKET).versioningConfiguration(with -> with.status("Suspended")));
        assertThat(status()).isEqualTo(BucketVersioningStatus.SUSPENDED);
    }

    @Test
    void keepsTagsPolicyAccessBlockAndEncryption() {
        Tag tag = Tag.builder().key("owner").value("team").build();
        PublicAccessBlockConfiguration block =
                PublicAccessBlockConfiguration.builder().blockPublicAcls(true).build();
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        refused(404, "NoSuchTagSet", () -> on.s3.getBucketTagging(get -> get.bucket(BUCKET)));
        refused(404, "NoSuchBucketPolicy", () -> on.s3.getBucketPolicy(get -> get.bucket(BUCKET)));

        on.s3.putBucketTagging(put -> put.bucket(BUCKET).tagging(tags -> tags.tagSet(tag)));
        on.s3.putPublicAccessBlock(put -> put.bucket(BUCKET).publicAccessBlockConfiguration(block));
        on.s3.putBucketPolicy(put -> put.bucket(BUCKET).policy(policy));

        assertThat(on.s3.getBucketTagging(get -> get.bucket(BUCKET)).tagSet()).containsExactly(tag);
        assertThat(on.s3.getBucketPolicy(get -> get.bucket(BUCKET)).policy()).isEqualTo(policy);
        assertThat(on.s3.getPublicAccessBlock(get -> get.bucket(BUCKET))
                        .publicAccessBlockConfiguration()
                        .blockPublicAcls())
                .isTrue();
        assertThat(on.s3.getBucketEncryption(get -> get.bucket(BUCKET))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .get(0)
                        .applyServerSideEncryptionByDefault()
                        .sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AES256);
        on.s3.deleteBucketTagging(delete -> delete.bucket(BUCKET));
        refused(404, "NoSuchTagSet", () -> on.s3.getBucketTagging(get -> get.bucket(BUCKET)));
    }

    @Test
    void understandsTheBucketInTheHostName() throws IOException {
        on.put("dir/a b", "by path");
        String request =
                """
                GET /dir/a%20b HTTP/1.1
                Host: logs.localhost
                Authorization: AWS4-HMAC-SHA256 Credential=AKIALOCALOPERATOR000/20260301/us-east-1/s3/aws4_request
                Connection: close

                """
                        .replace("\n", "\r\n");

        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), on.cloud.endpoint().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(reply).startsWith("HTTP/1.1 200 OK").endsWith("by path");
        }
    }

    private BucketVersioningStatus status() {
        return on.s3.getBucketVersioning(get -> get.bucket(BUCKET)).status();
    }
}
