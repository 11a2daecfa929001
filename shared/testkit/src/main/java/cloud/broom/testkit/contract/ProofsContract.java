package cloud.broom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Principal;
import cloud.broom.approval.Proof;
import cloud.broom.approval.Proofs;
import cloud.broom.approval.Proven;
import cloud.broom.job.RunId;
import cloud.broom.json.Refused;
import cloud.broom.plan.Digest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What every {@link Proofs} keeps to. */
public abstract class ProofsContract {
    protected static final RunId RUN = new RunId("tidy.0123456789abcdef");
    protected static final Digest PLAN = Digest.NONE.then(new byte[] {1});

    private static final RunId OTHER_RUN = new RunId("tidy.fedcba9876543210");
    private static final Digest OTHER_PLAN = Digest.NONE.then(new byte[] {2});

    /** The same throughout one test. */
    protected abstract Proofs proofs();

    /** A proof that somebody, always the same, signs now. */
    protected abstract Proof sign(Decision what, RunId run, Digest digest);

    /** Who that is. */
    protected abstract Principal signer();

    @Test
    void tellsWhoHasSigned() {
        Proof proof = sign(Decision.APPROVE, RUN, PLAN);

        assertThat(proofs().proven(proof, Decision.APPROVE, RUN, PLAN).by()).isEqualTo(signer());
    }

    @Test
    void knowsAProofAgain() {
        Proof proof = sign(Decision.REJECT, RUN, PLAN);
        Proven first = proofs().proven(proof, Decision.REJECT, RUN, PLAN);

        assertThat(proofs().proven(proof, Decision.REJECT, RUN, PLAN)).isEqualTo(first);
    }

    @Test
    void tellsProofsOfOneMomentApart() {
        Proven one = proofs().proven(sign(Decision.APPROVE, RUN, PLAN), Decision.APPROVE, RUN, PLAN);
        Proven other = proofs().proven(sign(Decision.APPROVE, OTHER_RUN, PLAN), Decision.APPROVE, OTHER_RUN, PLAN);

        assertThat(other.signature()).isNotEqualTo(one.signature());
    }

    @Test
    void refusesAProofOfAnotherRun() {
        assertRefused(sign(Decision.APPROVE, OTHER_RUN, PLAN), Decision.APPROVE);
    }

    @Test
    void refusesAProofOfAnotherPlan() {
        assertRefused(sign(Decision.APPROVE, RUN, OTHER_PLAN), Decision.APPROVE);
    }

    @Test
    void refusesAProofOfAnotherOrder() {
        assertRefused(sign(Decision.REJECT, RUN, PLAN), Decision.APPROVE);
    }

    @Test
    void refusesAForgedSignature() {
        String signed = sign(Decision.APPROVE, RUN, PLAN).request().toString();
        int last = signed.length() - 1;
        String forged = signed.substring(0, last) + (signed.charAt(last) == '0' ? '1' : '0');

        assertRefused(new Proof(URI.create(forged)), Decision.APPROVE);
    }

    @Test
    void refusesWhatIsNoProof() {
        assertRefused(new Proof(URI.create("https://example.com/")), Decision.APPROVE);
        assertRefused(new Proof(URI.create("no-address")), Decision.APPROVE);
    }

    private void assertRefused(Proof proof, Decision what) {
        assertThatThrownBy(() -> proofs().proven(proof, what, RUN, PLAN)).isInstanceOf(Refused.class);
    }
}
