package cloud.broom.aws;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Principal;
import cloud.broom.approval.Proof;
import cloud.broom.approval.Proofs;
import cloud.broom.approval.Proven;
import cloud.broom.job.RunId;
import cloud.broom.json.Refused;
import cloud.broom.plan.Digest;
import cloud.broom.run.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Asks STS who signed a proof. Of a proof only its query is taken: scheme, host, path, method and headers are this function's
 * own, so nothing but its own STS is ever called, and what was signed for another host, run, plan or order has a wrong
 * signature there. Needs no permission: everyone may ask who they are.
 *
 * <p>Believed are principals of the accounts this is made with. Whoever has an account of their own can make principals in it
 * at will, and would be as many approvers as they like; so would whoever may call GetFederationToken, which names its user
 * freely, and federated users are refused. The root user is accepted: it could change the function itself.
 */
public final class StsProofs implements Proofs {
    private static final Pattern FEDERATED = Pattern.compile("arn:[^:]+:sts::\\d+:federated-user/.*");
    private static final int SERVER_ERROR = 500;
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final int MESSAGE_CHARS = 200;

    private final Aws aws;
    private final Clock clock;
    private final Set<String> accounts;

    /**
     * Proofs as the STS of this environment's region knows them.
     *
     * @param accounts whose principals are believed
     */
    public StsProofs(Aws aws, Clock clock, Set<String> accounts) {
        this.aws = aws;
        this.clock = clock;
        this.accounts = Set.copyOf(accounts);
    }

    @Override
    public Proven proven(Proof proof, Decision what, RunId run, Digest digest) {
        StsQuery query = StsQuery.of(proof.request(), aws.region().id());
        Instant now = clock.instant();
        Refused.when(
                now.isAfter(query.expiresAt()), "proof", "has expired at " + query.expiresAt() + ": sign a new one");
        Refused.when(
                query.signedAt().isAfter(now.plus(StsQuery.LONGEST)),
                "proof",
                "is of " + query.signedAt() + ", but here it is " + now + ": one of the clocks is wrong");
        SdkHttpRequest.Builder request = new SignedOrder(what, run, digest).to(aws.sts());
        query.parameters().forEach(request::putRawQueryParameter);
        String arn = ask(request.build(), proof.request());
        return new Proven(believed(arn), query.signedAt(), query.signature());
    }

    private String ask(SdkHttpRequest request, URI signed) {
        try {
            HttpExecuteResponse response = aws.http()
                    .prepareRequest(
                            HttpExecuteRequest.builder().request(request).build())
                    .call();
            StsAnswer answer = StsAnswer.read(body(response));
            if (response.httpResponse().isSuccessful()) {
                return answer.find("Arn").orElseThrow(() -> unavailable(request, "has answered without an Arn"));
            }
            throw refusal(response.httpResponse().statusCode(), answer, request, signed);
        } catch (IOException unreachable) {
            throw new StoreUnavailable("STS at " + request.host() + " does not answer: " + unreachable, unreachable);
        }
    }

    private static byte[] body(HttpExecuteResponse response) throws IOException {
        Optional<AbortableInputStream> body = response.responseBody();
        if (body.isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = body.get()) {
            return in.readNBytes(ANSWER_BYTES);
        }
    }

    private static RuntimeException refusal(int status, StsAnswer answer, SdkHttpRequest request, URI signed) {
        String code = answer.find("Code").orElse("status " + status);
        if (status >= SERVER_ERROR || AwsErrors.passes(code)) {
            return unavailable(request, "says " + code);
        }
        // Only the first line: the next ones repeat the request, and with it a token.
        String message =
                answer.find("Message").flatMap(text -> text.lines().findFirst()).orElse("");
        boolean elsewhere = !request.host().equals(signed.getHost()) || request.port() != port(signed);
        return new Refused(
                "proof",
                "is refused by STS: " + code + " " + message.substring(0, Math.min(MESSAGE_CHARS, message.length()))
                        + (elsewhere
                                ? " (it is signed for " + signed.getHost() + ", this function asks " + request.host()
                                        + ")"
                                : ""));
    }

    private static int port(URI signed) {
        if (signed.getPort() >= 0) {
            return signed.getPort();
        }
        return "http".equals(signed.getScheme()) ? 80 : 443;
    }

    private static StoreUnavailable unavailable(SdkHttpRequest request, String why) {
        return new StoreUnavailable("STS at " + request.host() + " " + why + ": give the order again");
    }

    private Principal believed(String arn) {
        Principal principal = new Principal(arn);
        Refused.when(
                FEDERATED.matcher(arn).matches(),
                "proof",
                "is of " + arn + ": federated users name themselves, sign as a user or a role");
        String account = arn.split(":", -1)[4];
        Refused.when(
                !accounts.contains(account),
                "proof",
                "is of " + arn + ", of an account that the stack takes no orders from: see its parameter"
                        + " ApproverAccounts");
        return principal;
    }
}
