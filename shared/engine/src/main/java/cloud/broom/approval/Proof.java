package cloud.broom.approval;

import cloud.broom.json.Refused;
import java.net.URI;

/**
 * A request to STS GetCallerIdentity, signed by whoever gives an order and sent by nobody yet
 * (STS/latest/APIReference/API_GetCallerIdentity.html). Run and digest are headers within its signature, so it proves who
 * gives this order and no other.
 *
 * @param request presigned, with its signature in the query
 */
public record Proof(URI request) {
    /** A session's token alone may take half of that. */
    private static final int CHARS = 8192;

    public Proof {
        Refused.when(request.toString().length() > CHARS, "request", "is longer than " + CHARS + " characters");
    }
}
