package cloud.broom.local.iam;

import java.util.Map;

/** A key of the local cloud, in the shape every AWS client reads from its environment. */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
    /** The environment variables; the session token only where there is one. */
    public Map<String, String> environment() {
        return sessionToken.isEmpty()
                ? Map.of("AWS_ACCESS_KEY_ID", accessKeyId, "AWS_SECRET_ACCESS_KEY", secretAccessKey)
                : Map.of(
                        "AWS_ACCESS_KEY_ID", accessKeyId,
                        "AWS_SECRET_ACCESS_KEY", secretAccessKey,
                        "AWS_SESSION_TOKEN", sessionToken);
    }
}
