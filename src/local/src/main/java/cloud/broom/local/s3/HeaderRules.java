package cloud.broom.local.s3;

import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Request;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which headers are understood. One that is not might change what the call means, so the call is refused rather than
 * answered as if it were not there.
 */
final class HeaderRules {
    private static final Set<String> HARMLESS = Set.of(
            "x-amz-content-sha256",
            "x-amz-date",
            "x-amz-security-token",
            "x-amz-user-agent",
            "x-amz-decoded-content-length",
            "x-amz-trailer",
            "x-amz-trailer-signature",
            "x-amz-te",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-checksum-mode",
            "x-amz-request-payer",
            "x-amz-optional-object-attributes");

    /** Understood with one value only: the one that changes nothing. */
    private static final Map<String, String> FIXED = Map.of(
            "x-amz-acl", "private",
            "x-amz-object-ownership", "BucketOwnerEnforced",
            "x-amz-bucket-object-lock-enabled", "false",
            "x-amz-expected-bucket-owner", Account.EXAMPLE,
            "x-amz-server-side-encryption", "AES256");

    private static final Map<String, Set<String>> MEANINGFUL = Map.of(
            "PutObject", Set.of("x-amz-tagging", "x-amz-storage-class", "if-match", "if-none-match"),
            "DeleteObject", Set.of("if-match"),
            "GetObject", Set.of("range", "if-match", "if-none-match"),
            "HeadObject", Set.of("range", "if-match", "if-none-match"));

    private static final List<String> CONDITIONS =
            List.of("range", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range");

    private HeaderRules() {}

    static void check(Request request) {
        request.headers().forEach((name, value) -> {
            if (!understood(request, name, value)) {
                throw AwsError.notImplemented(request.call() + " with the header " + name + ": " + value);
            }
        });
    }

    private static boolean understood(Request request, String name, String value) {
        Set<String> meaningful = MEANINGFUL.getOrDefault(request.operation(), Set.of());
        if (CONDITIONS.contains(name)) {
            return meaningful.contains(name);
        }
        if (!name.startsWith("x-amz-") || HARMLESS.contains(name) || meaningful.contains(name)) {
            return true;
        }
        boolean described =
                name.startsWith("x-amz-meta-") && request.operation().equals("PutObject");
        return described || name.startsWith("x-amz-checksum-") || value.equals(FIXED.get(name));
    }
}
