package cloud.broom.local;

import static cloud.broom.local.S3Fixture.BUCKET;
import static cloud.broom.local.S3Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3KeysTest {
    @RegisterExtension
    final S3Fixture on = new S3Fixture();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                " leading and trailing ",
                "a+b",
                "50%",
                "%2F",
                "a//b",
                "/leading",
                "//two",
                "dir/",
                "..",
                "../up",
                "a/../b/./c",
                "?query#fragment",
                "a&b=c;d",
                "<tag>&\"'",
                "\u00fcml\u00e4ut",
                "\uD83E\uDDF9",
                "tab\tline\nreturn\rend",
                "control\u0001\u001f",
                "del\u007f",
                "e\u0301 is not \u00e9"
            })
    void aKeySurvivesPutListHeadAndDelete(String key) {
        on.put(key, "content");

        assertThat(on.cloud.s3().keys(BUCKET)).containsExactly(key);
        assertThat(on.get(key)).isEqualTo("content");
        assertThat(on.s3.listObjectsV2(list -> list.bucket(BUCKET).prefix(key).encodingType(EncodingType.URL))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly(key);
        assertThat(on.s3.listObjectVersions(list -> list.bucket(BUCKET).encodingType(EncodingType.URL))
                        .versions())
                .extracting(version -> version.key())
                .containsExactly(key);
        on.s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));
        assertThat(on.cloud.s3().keys(BUCKET)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", " spaces ", "a+b%20c", "<&>\"'", "\uD83E\uDDF9", "line\nreturn\rend", "..", "a//"})
    void aKeySurvivesABatch(String key) {
        on.put(key, "content");

        assertThat(on.s3.deleteObjects(request -> request.bucket(BUCKET)
                                .delete(delete -> delete.objects(
                                        ObjectIdentifier.builder().key(key).build())))
                        .deleted())
                .extracting(deleted -> deleted.key())
                .containsExactly(key);
        assertThat(on.cloud.s3().keys(BUCKET)).isEmpty();
    }

    @Test
    void aBatchCannotNameAKeyThatXmlCannot() {
        on.put("control\u0001", "content");

        refused(
                400,
                "MalformedXML",
                () -> on.s3.deleteObjects(request -> request.bucket(BUCKET)
                        .delete(delete -> delete.objects(
                                ObjectIdentifier.builder().key("control\u0001").build()))));
    }

    @Test
    void aKeyIsOf1024BytesAtMost() {
        String longest = "\u00e9".repeat(512);
        on.put(longest, "content");

        assertThat(on.get(longest)).isEqualTo("content");
        refused(400, "KeyTooLongError", () -> on.put(longest + "x", "content"));
    }
}
