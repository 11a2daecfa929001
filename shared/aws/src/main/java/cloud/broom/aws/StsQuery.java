package cloud.broom.aws;

import cloud.broom.json.Refused;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The query of a presigned GetCallerIdentity request: the only part of a proof that is ever sent anywhere. It comes from
 * whoever wants to be believed, so it holds each known parameter once, and no other; STS would read {@code action} as
 * {@code Action}, and what was checked would not be what is answered.
 *
 * @param parameters decoded
 */
record StsQuery(Map<String, String> parameters) {
    static final String SERVICE = "sts";

    /** STS accepts none for longer, whatever it says itself. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final String TOKEN = "X-Amz-Security-Token";
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
    private static final int SIGNATURE_CHARS = 16;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final Map<String, String> FIXED =
            Map.of("X-Amz-Algorithm", "AWS4-HMAC-SHA256", "X-Amz-SignedHeaders", SignedOrder.HEADERS);

    private static final Set<String> SIGNED =
            Set.of("X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Signature");

    StsQuery {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Takes the query from a proof.
     *
     * @param region whose STS is to be asked
     * @throws Refused if it is anything but the one request that can be a proof
     */
    static StsQuery of(URI proof, String region) {
        Map<String, List<String>> raw = raw(proof);
        Map<String, String> once = new HashMap<>();
        raw.forEach((name, values) -> {
            refuse(!known(name), "has the parameter " + name + ", which no proof has");
            refuse(values.size() != 1 || values.get(0) == null, "does not have the parameter " + name + " once");
            once.put(name, values.get(0));
        });
        StsQuery query = new StsQuery(once);
        query.check(region);
        return query;
    }

    Instant signedAt() {
        try {
            return DATE.parse(value("X-Amz-Date"), Instant::from);
        } catch (DateTimeException malformed) {
            throw new Refused("proof", "has an X-Amz-Date that is none");
        }
    }

    Instant expiresAt() {
        return signedAt().plusSeconds(Long.parseLong(value("X-Amz-Expires")));
    }

    /** Enough of the signature to tell it from every other of the same second. */
    String signature() {
        return value("X-Amz-Signature").substring(0, SIGNATURE_CHARS);
    }

    private void check(String region) {
        Stream.of(SignedOrder.QUESTION, FIXED)
                .flatMap(fixed -> fixed.entrySet().stream())
                .forEach(fixed -> refuse(
                        !value(fixed.getKey()).equals(fixed.getValue()),
                        "has another " + fixed.getKey() + " than " + fixed.getValue()));
        String seconds = value("X-Amz-Expires");
        refuse(
                !SECONDS.matcher(seconds).matches() || Long.parseLong(seconds) > LONGEST.toSeconds(),
                "has an X-Amz-Expires that is not from 1 to " + LONGEST.toSeconds());
        String scope = "/" + region + "/" + SERVICE + "/aws4_request";
        refuse(!value("X-Amz-Credential").endsWith(scope), "is not signed for STS in " + region);
        refuse(!SIGNATURE.matcher(value("X-Amz-Signature")).matches(), "has an X-Amz-Signature that is none");
        refuse(signedAt().isBefore(Instant.EPOCH), "has an X-Amz-Date that is none");
    }

    private String value(String name) {
        return Optional.ofNullable(parameters.get(name))
                .orElseThrow(() -> new Refused("proof", "does not have the parameter " + name + " once"));
    }

    private static boolean known(String name) {
        return SignedOrder.QUESTION.containsKey(name)
                || FIXED.containsKey(name)
                || SIGNED.contains(name)
                || name.equals(TOKEN);
    }

    private static Map<String, List<String>> raw(URI proof) {
        refuse(
                proof.getHost() == null || !("https".equals(proof.getScheme()) || "http".equals(proof.getScheme())),
                "is not a presigned request to STS");
        try {
            return SdkHttpRequest.builder()
                    .uri(proof)
                    .method(SdkHttpMethod.GET)
                    .build()
                    .rawQueryParameters();
        } catch (IllegalArgumentException malformed) {
            throw new Refused("proof", "is not percent-encoded");
        }
    }

    private static void refuse(boolean wrong, String why) {
        Refused.when(wrong, "proof", why);
    }
}
