package cloud.broom.approval;

import cloud.broom.job.RunId;
import cloud.broom.json.Refused;
import cloud.broom.plan.Digest;

/** Finds out who gives an order. A port. */
public interface Proofs {
    /** Where nobody can prove anything. */
    Proofs NONE = (proof, what, run, digest) -> {
        throw new Refused("proof", "this function has no way to find out who gives an order");
    };

    /**
     * Who signed a proof.
     *
     * @param what is ordered, of a run with the plan of this digest; the signature covers all three
     * @throws Refused if it proves nothing: another order, run or plan, expired, or not a request to this region's STS
     * @throws cloud.broom.run.StoreUnavailable if STS does not answer
     */
    Proven proven(Proof proof, Decision what, RunId run, Digest digest);
}
