package cloud.broom.it.way.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Principal;
import cloud.broom.approval.Proof;
import cloud.broom.approval.Proofs;
import cloud.broom.aws.Aws;
import cloud.broom.aws.ProofSigner;
import cloud.broom.aws.StsProofs;
import cloud.broom.job.RunId;
import cloud.broom.json.Refused;
import cloud.broom.local.LocalCloud;
import cloud.broom.plan.Digest;
import cloud.broom.testkit.contract.ProofsContract;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Proofs that an STS verifies: a session of a role signs, a function of no permission asks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StsProofsIT extends ProofsContract {
    private final Clock clock = Clock.systemUTC();
    private final LocalCloud cloud = LocalCloud.builder(clock).start();
    private final Aws function = Aws.of(cloud.environmentFor("FunctionRole", "function"));

    @AfterAll
    void close() {
        function.close();
        cloud.close();
    }

    @Override
    protected Proofs proofs() {
        return proofs(clock);
    }

    @Override
    protected Proof sign(Decision what, RunId run, Digest digest) {
        return signer(cloud.environmentFor("Admin", "ann"), clock, what, run, digest);
    }

    @Override
    protected Principal signer() {
        return new Principal("arn:aws:sts::123456789012:assumed-role/Admin");
    }

    @Test
    void knowsTwoSessionsOfOneRoleAsOnePrincipal() {
        Proof bobs = approval(cloud.environmentFor("Admin", "bob"), clock);
        Proof operators = approval(cloud.operatorEnvironment(), clock);

        assertThat(proofs().proven(bobs, Decision.APPROVE, RUN, PLAN).by()).isEqualTo(signer());
        assertThat(proofs().proven(operators, Decision.APPROVE, RUN, PLAN).by())
                .isEqualTo(new Principal("arn:aws:iam::123456789012:user/operator"));
    }

    @Test
    void refusesASignatureOfSomeoneElsesSecret() {
        Map<String, String> thief = new HashMap<>(cloud.operatorEnvironment());
        thief.put("AWS_SECRET_ACCESS_KEY", "guessed");

        assertThatThrownBy(() -> proofs().proven(approval(thief, clock), Decision.APPROVE, RUN, PLAN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("SignatureDoesNotMatch The request signature we calculated");
    }

    @Test
    void refusesWhatHasExpiredAlsoIfItsOwnClockIsSlow() {
        Clock earlier = Clock.offset(clock, Duration.ofMinutes(-16));
        Proof stale = approval(cloud.operatorEnvironment(), earlier);

        assertThatThrownBy(() -> proofs().proven(stale, Decision.APPROVE, RUN, PLAN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has expired at");
        assertThatThrownBy(() -> proofs(earlier).proven(stale, Decision.APPROVE, RUN, PLAN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Signature expired");
    }

    @Test
    void saysThatAProofIsSignedForAnotherHost() {
        Map<String, String> elsewhere = new HashMap<>(cloud.operatorEnvironment());
        elsewhere.put("AWS_ENDPOINT_URL_STS", "https://sts.amazonaws.com");

        assertThatThrownBy(() -> proofs().proven(approval(elsewhere, clock), Decision.APPROVE, RUN, PLAN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("it is signed for sts.amazonaws.com, this function asks 127.0.0.1");
    }

    private Proofs proofs(Clock its) {
        return new StsProofs(function, its, Set.of(cloud.account().id()));
    }

    private static Proof approval(Map<String, String> whose, Clock when) {
        return signer(whose, when, Decision.APPROVE, RUN, PLAN);
    }

    private static Proof signer(Map<String, String> whose, Clock when, Decision what, RunId run, Digest digest) {
        try (Aws aws = Aws.of(whose)) {
            return new ProofSigner(aws, when).sign(what, run, digest);
        }
    }
}
