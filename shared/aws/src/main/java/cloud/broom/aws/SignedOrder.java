package cloud.broom.aws;

import cloud.broom.approval.Decision;
import cloud.broom.job.RunId;
import cloud.broom.plan.Digest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * An order as a proof signs it: a GetCallerIdentity request that carries the order in headers of its own. STS takes no notice
 * of them, but they are within the signature, so a proof of one order is none of another
 * (IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 */
record SignedOrder(Decision what, RunId run, Digest digest) {
    static final Map<String, String> QUESTION = Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15");

    /** Every header that is signed, as SigV4 lists them. */
    static final String HEADERS = "host;x-broom-digest;x-broom-order;x-broom-run";

    /** The request, without parameters, to the STS at this address. */
    SdkHttpRequest.Builder to(URI sts) {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(sts)
                .encodedPath(Optional.of(sts.getRawPath())
                        .filter(path -> !path.isEmpty())
                        .orElse("/"))
                .putHeader("x-broom-digest", digest.hex())
                .putHeader("x-broom-order", what.toString())
                .putHeader("x-broom-run", run.value());
    }
}
