package cloud.broom.testkit.simulation;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Proof;
import cloud.broom.approval.Proofs;
import cloud.broom.approval.Proven;
import cloud.broom.job.RunId;
import cloud.broom.plan.Digest;

/** Who signed what, as one invocation finds out, across the boundary. */
final class SimulatedProofs implements Proofs {
    private final Proofs proofs;
    private final Visit visit;
    private final Boundary boundary;

    SimulatedProofs(Proofs proofs, Visit visit, Boundary boundary) {
        this.proofs = proofs;
        this.visit = visit;
        this.boundary = boundary;
    }

    @Override
    public Proven proven(Proof proof, Decision what, RunId run, Digest digest) {
        return boundary.pass(
                visit, PortCall.PROVEN, () -> what + " " + run, strike -> proofs.proven(proof, what, run, digest));
    }
}
