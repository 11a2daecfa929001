package cloud.broom.job;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A run's id, derived from job and slot, so that two claims of one slot meet in one place. */
public record RunId(@JsonValue String value) {
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}\\.[0-9a-f]{16}");
    private static final int HASH_BYTES = 8;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunId {
        Refused.when(!ALLOWED.matcher(value).matches(), "", "'" + value + "' is not a run's id: <job>.<16 hex digits>");
    }

    public static RunId of(JobName job, Slot slot) {
        byte[] hash = sha256().digest((job + "\n" + slot).getBytes(StandardCharsets.UTF_8));
        return new RunId(job + "." + HexFormat.of().formatHex(hash, 0, HASH_BYTES));
    }

    public JobName job() {
        return new JobName(value.substring(0, value.indexOf('.')));
    }

    @Override
    public String toString() {
        return value;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
