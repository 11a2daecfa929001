package cloud.broom.local.s3;

import cloud.broom.local.iam.Permission;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Parameters;
import cloud.broom.local.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request with its bucket and key told apart.
 *
 * @param bucket empty for the service itself
 * @param key empty for a bucket; decoded, with every slash and dot it came with
 */
record Call(Request request, String bucket, String key) {
    /** What the call is about. */
    enum Level {
        SERVICE,
        BUCKET,
        OBJECT;

        String noun() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** From {@code /bucket/key}, or {@code /key} at the host {@code bucket.localhost} or {@code bucket.127.0.0.1}. */
    static Call of(Request request) {
        String path = request.path().substring(1);
        String host = request.header("host").orElse("").replaceFirst(":\\d+$", "");
        Optional<String> virtual = List.of(".localhost", ".127.0.0.1").stream()
                .filter(host::endsWith)
                .map(suffix -> host.substring(0, host.length() - suffix.length()))
                .findFirst();
        if (virtual.isPresent()) {
            return new Call(request, virtual.get(), key(path));
        }
        int slash = path.indexOf('/');
        return slash < 0
                ? new Call(request, Parameters.decode(path), "")
                : new Call(request, Parameters.decode(path.substring(0, slash)), key(path.substring(slash + 1)));
    }

    Level level() {
        return bucket.isEmpty() ? Level.SERVICE : key.isEmpty() ? Level.BUCKET : Level.OBJECT;
    }

    String bucketArn() {
        return "arn:aws:s3:::" + bucket;
    }

    String objectArn(String ofKey) {
        return bucketArn() + "/" + ofKey;
    }

    /** The right to do that to the bucket. */
    Permission onBucket(String action) {
        return Permission.of(action, bucketArn());
    }

    /** The right to do that to an object of the bucket; writes may be bound to the conditions they carry. */
    Permission onObject(String action, String ofKey, Optional<String> etag) {
        return new Permission(
                action,
                objectArn(ofKey),
                Map.of(
                        "s3:if-match", etag.stream().toList(),
                        "s3:if-none-match",
                                request.header("if-none-match").stream().toList()));
    }

    Permission onObject(String action) {
        return onObject(action, key, request.header("if-match"));
    }

    Optional<String> versionId() {
        return request.parameter("versionId");
    }

    AwsError noSuchKey() {
        return new AwsError(404, "NoSuchKey", "The specified key does not exist: " + key);
    }

    private static String key(String encoded) {
        String key = Parameters.decode(encoded);
        if (key.indexOf('\uFFFD') >= 0 && !encoded.toUpperCase(Locale.ROOT).contains("%EF%BF%BD")) {
            throw new AwsError(400, "InvalidURI", "The key is not UTF-8: " + encoded);
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > 1024) {
            throw new AwsError(400, "KeyTooLongError", "Your key is too long");
        }
        return key;
    }
}
