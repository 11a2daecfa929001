package cloud.broom.local;

import static cloud.broom.local.S3Fixture.BUCKET;
import static cloud.broom.local.S3Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.local.iam.Policy;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a function can do through its role, seen through S3. */
class AccessTest {
    @RegisterExtension
    final S3Fixture on = new S3Fixture();

    private final S3Client sweep = Clients.s3(on.cloud.environmentFor("SweepRole", "sweep"));

    @AfterEach
    void close() {
        sweep.close();
    }

    @Test
    void aRoleWithoutPoliciesMayNothingAndIsToldWhat() {
        assertThatThrownBy(() -> sweep.listObjectsV2(list -> list.bucket(BUCKET)))
                .isInstanceOfSatisfying(S3Exception.class, error -> {
                    assertThat(error.statusCode()).isEqualTo(403);
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(error.awsErrorDetails().errorMessage())
                            .isEqualTo(
                                    "User: arn:aws:sts::123456789012:assumed-role/SweepRole/sweep is not authorized to"
                                            + " perform: s3:ListBucket on resource: arn:aws:s3:::logs because no identity-based"
                                            + " policy allows the s3:ListBucket action");
                });
    }

    @Test
    void allowsWhatAPolicyAllowsAndNothingBeside() {
        policies(allow("\"s3:PutObject\"", "\"arn:aws:s3:::logs/app/*\"", ""));

        sweep.putObject(put -> put.bucket(BUCKET).key("app/a/b"), RequestBody.fromString("x"));

        refused(
                403,
                "AccessDenied",
                () -> sweep.putObject(put -> put.bucket(BUCKET).key("other"), RequestBody.fromString("x")));
    }

    @Test
    void anExplicitDenyWinsOverEveryAllow() {
        policies(
                allow("\"s3:*\"", "\"*\"", ""),
                "{\"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"s3:Put?bject\", \"Resource\": \"*\"}]}");

        sweep.listObjectsV2(list -> list.bucket(BUCKET));
        assertThatThrownBy(() -> sweep.putObject(put -> put.bucket(BUCKET).key("a"), RequestBody.fromString("x")))
                .hasMessageContaining("because of an explicit deny in an identity-based policy");
    }

    @Test
    void aConditionBindsTheListingToAPrefix() {
        policies(allow(
                "\"s3:ListBucket\"",
                "\"arn:aws:s3:::logs\"",
                "{\"StringLike\": {\"s3:prefix\": [\"app/*\", \"tmp/*\"]}}"));

        sweep.listObjectsV2(list -> list.bucket(BUCKET).prefix("app/2026"));

        refused(
                403,
                "AccessDenied",
                () -> sweep.listObjectsV2(list -> list.bucket(BUCKET).prefix("other/")));
        refused(403, "AccessDenied", () -> sweep.listObjectsV2(list -> list.bucket(BUCKET)));
    }

    @Test
    void aChangedPolicyBindsAtOnce() {
        policies(allow("\"s3:ListBucket\"", "\"*\"", ""));
        sweep.listObjectsV2(list -> list.bucket(BUCKET));

        policies();

        refused(403, "AccessDenied", () -> sweep.listObjectsV2(list -> list.bucket(BUCKET)));
    }

    @Test
    void aBatchIsDeniedKeyByKey() {
        policies(allow("\"s3:DeleteObject\"", "\"arn:aws:s3:::logs/app/*\"", ""));
        on.put("app/a", "x");
        on.put("keep/b", "x");
        String etag = on.put("app/c", "x").eTag();

        DeleteObjectsResponse answer = sweep.deleteObjects(request -> request.bucket(BUCKET)
                .delete(delete -> delete.objects(
                        ObjectIdentifier.builder().key("app/a").build(),
                        ObjectIdentifier.builder().key("keep/b").build(),
                        ObjectIdentifier.builder().key("app/c").eTag(etag).build())));

        assertThat(answer.deleted()).extracting(DeletedObject::key).containsExactly("app/a");
        assertThat(answer.errors())
                .extracting(error -> error.key() + " " + error.code())
                .containsExactly("keep/b AccessDenied", "app/c AccessDenied");
        assertThat(on.cloud.s3().keys(BUCKET)).containsExactly("app/c", "keep/b");
    }

    @Test
    void deletingAVersionNeedsARightOfItsOwn() {
        on.cloud.s3().enableVersioning(BUCKET);
        String version = on.put("a", "x").versionId();
        policies(allow("\"s3:DeleteObject\"", "\"*\"", ""));

        refused(
                403,
                "AccessDenied",
                () -> sweep.deleteObject(
                        delete -> delete.bucket(BUCKET).key("a").versionId(version)));
    }

    @Test
    void whoMayNotListIsNotToldWhatIsMissing() {
        policies(allow("\"s3:GetObject\"", "\"*\"", ""));

        refused(
                403,
                "AccessDenied",
                () -> sweep.getObject(get -> get.bucket(BUCKET).key("nothing")));
        policies(allow("[\"s3:GetObject\", \"s3:ListBucket\"]", "\"*\"", ""));
        refused(
                404,
                "NoSuchKey",
                () -> sweep.getObject(get -> get.bucket(BUCKET).key("nothing")));
    }

    private void policies(String... documents) {
        on.cloud
                .roles()
                .put("SweepRole", Arrays.stream(documents).map(Policy::parse).toList());
    }

    private static String allow(String actions, String resources, String condition) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": " + actions
                + ", \"Resource\": " + resources + (condition.isEmpty() ? "" : ", \"Condition\": " + condition) + "}]}";
    }
}
