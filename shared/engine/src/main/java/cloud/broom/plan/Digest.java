package cloud.broom.plan;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A rolling SHA-256 over a plan's parts in their order: what an approval names. */
public record Digest(@JsonValue String hex) {
    public static final Digest NONE = new Digest("");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Digest {
        Refused.when(!hex.isEmpty() && !hex.matches("[0-9a-f]{64}"), "", "'" + hex + "' is not a SHA-256 in hex");
    }

    public Digest then(byte[] part) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(HexFormat.of().parseHex(hex));
            return new Digest(HexFormat.of().formatHex(sha256.digest(part)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
