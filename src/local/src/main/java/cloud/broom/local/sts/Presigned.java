package cloud.broom.local.sts;

import cloud.broom.local.iam.Credentials;
import cloud.broom.local.iam.Keys;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request whose SigV4 signature is in its address, verified as AWS describes it
 * (IAM/latest/UserGuide/reference_sigv-create-signed-request.html). STS takes no notice of {@code X-Amz-Expires}: a signature
 * is good for a quarter of an hour.
 */
final class Presigned {
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final String SIGNATURE = "X-Amz-Signature";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Request request;

    private Presigned(Request request) {
        this.request = request;
    }

    /** The request, if it is one. */
    static Optional<Presigned> of(Request request) {
        return request.parameter(SIGNATURE).map(any -> new Presigned(request));
    }

    /**
     * Holds the signature against the key it names.
     *
     * @throws AwsError as STS refuses it
     */
    void verify(Keys keys, Instant now) {
        String[] credential = request.required("X-Amz-Credential").split("/", -1);
        Credentials key = keys.credentials(credential[0])
                .filter(known -> known.sessionToken()
                        .equals(request.parameter("X-Amz-Security-Token").orElse("")))
                .orElseThrow(() -> new AwsError(
                        403, "InvalidClientTokenId", "The security token included in the request is invalid."));
        if (credential.length != 5 || !signature(key, credential).equals(request.required(SIGNATURE))) {
            throw mismatch(
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method. Consult the service documentation for details.");
        }
        Instant signed = signedAt();
        if (signed.isBefore(now.minus(VALID))) {
            throw mismatch("Signature expired: " + DATE.format(signed) + " is now earlier than "
                    + DATE.format(now.minus(VALID)) + " (" + DATE.format(now) + " - 15 min.)");
        }
        if (signed.isAfter(now.plus(VALID))) {
            throw mismatch("Signature not yet current: " + DATE.format(signed) + " is still later than "
                    + DATE.format(now.plus(VALID)) + " (" + DATE.format(now) + " + 15 min.)");
        }
    }

    private String signature(Credentials key, String[] credential) {
        String scope = String.join("/", Arrays.asList(credential).subList(1, credential.length));
        String toSign =
                String.join("\n", "AWS4-HMAC-SHA256", request.required("X-Amz-Date"), scope, sha256(canonical()));
        byte[] signing = utf8("AWS4" + key.secretAccessKey());
        for (String part : Arrays.asList(credential).subList(1, credential.length)) {
            signing = hmac(signing, part);
        }
        return HexFormat.of().formatHex(hmac(signing, toSign));
    }

    private String canonical() {
        Map<String, String> query = new TreeMap<>();
        request.query().forEach((name, value) -> query.put(encoded(name), encoded(value)));
        query.remove(SIGNATURE);
        String headers = request.required("X-Amz-SignedHeaders");
        String values = Arrays.stream(headers.split(";", -1))
                .map(name ->
                        name + ":" + request.header(name).orElse("").strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        String parameters = query.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
        return String.join(
                "\n",
                request.method(),
                request.path(),
                parameters,
                values,
                headers,
                sha256(request.body().text()));
    }

    private Instant signedAt() {
        String date = request.required("X-Amz-Date");
        try {
            return DATE.parse(date, Instant::from);
        } catch (DateTimeException malformed) {
            throw new AwsError(
                    400, "IncompleteSignature", "Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
        }
    }

    private static AwsError mismatch(String why) {
        return new AwsError(403, "SignatureDoesNotMatch", why);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(text)));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every JDK has HmacSHA256", never);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
