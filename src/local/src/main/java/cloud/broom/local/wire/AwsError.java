package cloud.broom.local.wire;

import java.util.Map;

/** A refusal, to be told to the caller in the form of its protocol. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    /**
     * A refusal.
     *
     * @param code as AWS documents it for the operation, {@code NoSuchBucket}
     */
    public AwsError(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    /** A refusal with headers the client reads. */
    public AwsError(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        if (status < 300 || status > 599) {
            throw new IllegalArgumentException("not the status of an error: " + status);
        }
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    /** For everything this cloud does not model: better no answer than a wrong one. */
    public static AwsError notImplemented(String what) {
        return new AwsError(501, "NotImplemented", "The local cloud does not model " + what + ".");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> headers() {
        return headers;
    }
}
