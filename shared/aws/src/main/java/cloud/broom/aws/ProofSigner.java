package cloud.broom.aws;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Proof;
import cloud.broom.job.RunId;
import cloud.broom.plan.Digest;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs proofs with whatever credentials a person has: the other half of {@link StsProofs}. Does not call STS. */
public final class ProofSigner {
    /** Long enough for the function's cold start; a proof that nobody used in time is worth nothing. */
    static final Duration VALID = Duration.ofMinutes(5);

    private final Aws aws;
    private final Clock clock;

    public ProofSigner(Aws aws, Clock clock) {
        this.aws = aws;
        this.clock = clock;
    }

    /**
     * A proof that the holder of these credentials orders that, of this run, with this plan, now.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException if there are no credentials
     */
    public Proof sign(Decision what, RunId run, Digest digest) {
        SdkHttpRequest.Builder request = new SignedOrder(what, run, digest).to(aws.sts());
        SignedOrder.QUESTION.forEach(request::putRawQueryParameter);
        SignRequest<AwsCredentialsIdentity> presign = SignRequest.builder((AwsCredentialsIdentity) aws.identity())
                .request(request.build())
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, StsQuery.SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, aws.region().id())
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, VALID)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                .build();
        return new Proof(AwsV4HttpSigner.create().sign(presign).request().getUri());
    }
}
