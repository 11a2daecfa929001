package cloud.broom.local.wire;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a SigV4 signature says about its maker; the signature itself is not verified.
 *
 * @param scope the service it was made for
 */
record Signature(String accessKeyId, String scope) {
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?:Credential=)?([A-Za-z0-9]+)/\\d{8}/[a-z0-9-]*/([a-z0-9-]+)/aws4_request");

    /** From the Authorization header, or of a presigned address from X-Amz-Credential. */
    static Optional<Signature> of(Map<String, String> headers, Map<String, String> query) {
        Matcher found = CREDENTIAL.matcher(
                headers.getOrDefault("authorization", "") + " " + query.getOrDefault("X-Amz-Credential", ""));
        return found.find() ? Optional.of(new Signature(found.group(1), found.group(2))) : Optional.empty();
    }
}
