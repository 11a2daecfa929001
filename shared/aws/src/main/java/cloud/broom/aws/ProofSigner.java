package cloud.broom.aws;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Proof;
import cloud.broom.job.RunId;
import cloud.broom.plan.Digest;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;

/** Signs proofs with whatever credentials a person has: the other half of {@link StsProofs}. Calls nobody. */
public final class ProofSigner {
    /** Long enough for the function's cold start; a proof that nobody used in time is worth nothing. */
    static final Duration VALID = Duration.ofMinutes(5);

    private final AwsServiceClientConfiguration sts;
    private final Clock clock;

    /**
     * A signer.
     *
     * @param sts how a client of STS is set up: region, credentials, and endpoint if it is not the region's own
     */
    public ProofSigner(AwsServiceClientConfiguration sts, Clock clock) {
        this.sts = sts;
        this.clock = clock;
    }

    /**
     * A proof that the holder of these credentials orders that, of this run, with this plan, now.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException if there are no credentials
     */
    public Proof sign(Decision what, RunId run, Digest digest) {
        Region region = sts.region();
        SdkHttpRequest.Builder request =
                new SignedOrder(what, run, digest).to(StsEndpoint.of(sts.endpointOverride(), region));
        SignedOrder.QUESTION.forEach(request::putRawQueryParameter);
        AwsCredentialsIdentity whose = sts.credentialsProvider().resolveIdentity().join();
        SignRequest<AwsCredentialsIdentity> presign = SignRequest.builder(whose)
                .request(request.build())
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, StsQuery.SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, VALID)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                .build();
        return new Proof(AwsV4HttpSigner.create().sign(presign).request().getUri());
    }
}
