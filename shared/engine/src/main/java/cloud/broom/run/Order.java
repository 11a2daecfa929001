package cloud.broom.run;

import cloud.broom.approval.Approvals;
import cloud.broom.approval.Decision;
import cloud.broom.approval.Principal;
import cloud.broom.approval.Proven;
import cloud.broom.call.Invocation;
import cloud.broom.job.RunId;
import cloud.broom.plan.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * What is asked of a run that exists. A row of its own, due at once: whoever holds the run next folds it into the record.
 *
 * @param id its own, in the order of asking
 * @param function what to invoke with the run's id
 * @param by who asks: as they say, or proven where a plan is approved or rejected
 * @param digest of the plan that is approved or rejected
 */
public record Order(String id, RunId run, String function, Kind kind, String by, Optional<Digest> digest, Instant at) {
    /** An order of this moment; its id sorts by the moment. */
    static Order given(RunId to, String function, Kind kind, String by, Invocation here) {
        String id = "%015d-%s".formatted(here.now().toEpochMilli(), Ledger.draw(here));
        return new Order(id, to, function, kind, by, Optional.empty(), here.now());
    }

    /** A decision on a plan, proven. Its id is made of the proof, so that a proof that is shown again is no new order. */
    static Order decided(Run run, Decision decision, Digest digest, Proven proven) {
        String id = "%015d-%s".formatted(proven.at().toEpochMilli(), proven.signature());
        Kind kind = decision == Decision.APPROVE ? Kind.APPROVE : Kind.REJECT;
        String by = proven.by().arn();
        return new Order(id, run.id(), run.asked().function(), kind, by, Optional.of(digest), proven.at());
    }

    /** What it approves, if it does. */
    Optional<Approvals.Given> approval() {
        return digest.filter(plan -> kind == Kind.APPROVE)
                .map(plan -> new Approvals.Given(new Principal(by), plan, at));
    }

    /** What may be asked. */
    public enum Kind {
        /** End it as CANCELLED before its next step. */
        CANCEL,
        /** Go on now rather than when its wait is over. */
        RESUME,
        /** Act on its plan although it has to be approved, or breaches a limit of its job. */
        APPROVE,
        /** End it as CANCELLED: its plan is not wanted. */
        REJECT,
        /** Its job's place has come to it. */
        START
    }
}
