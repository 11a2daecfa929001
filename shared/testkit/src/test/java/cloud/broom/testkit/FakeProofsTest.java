package cloud.broom.testkit;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Principal;
import cloud.broom.approval.Proof;
import cloud.broom.approval.Proofs;
import cloud.broom.job.RunId;
import cloud.broom.plan.Digest;
import cloud.broom.testkit.contract.ProofsContract;
import java.time.Instant;

final class FakeProofsTest extends ProofsContract {
    private static final String ANN = "arn:aws:iam::123456789012:user/ann";

    private final FakeProofs proofs = new FakeProofs();

    @Override
    protected Proofs proofs() {
        return proofs;
    }

    @Override
    protected Proof sign(Decision what, RunId run, Digest digest) {
        return FakeProofs.sign(ANN, what, run, digest, Instant.parse("2026-01-31T03:00:02Z"));
    }

    @Override
    protected Principal signer() {
        return new Principal(ANN);
    }
}
