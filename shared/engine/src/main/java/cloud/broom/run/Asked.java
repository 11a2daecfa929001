package cloud.broom.run;

import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run was made for; it never changes.
 *
 * @param job the spec, in the mode it was asked for
 * @param written the mode the spec itself says
 * @param params the spec's own, where the run's are taken from an event in part
 * @param function what to invoke to move it on
 * @param asOf its idea of now, from which ages are counted
 * @param novelty whether the spec was ever applied, as far as that is asked
 * @param claim the write id of its making: the folder of its parts, so that an earlier run of the same slot, long
 *     forgotten, lends it none
 */
public record Asked(
        Job job,
        Mode written,
        Optional<ObjectNode> params,
        Slot slot,
        String function,
        Instant asOf,
        Novelty novelty,
        String claim) {
    public Asked {
        params = params.map(ObjectNode::deepCopy);
    }

    /** With the spec's own parameters. */
    public Asked(Job job, Mode written, Slot slot, String function, Instant asOf, Novelty novelty, String claim) {
        this(job, written, Optional.empty(), slot, function, asOf, novelty, claim);
    }

    /** Whether a spec was applied before. */
    public enum Novelty {
        /** It was, or its job does not ask. */
        KNOWN,
        /** Its first apply has to be approved. */
        NEW
    }

    /** The spec as it was written: what its job is registered with, whatever mode a single call asks for and event it is for. */
    public Job spec() {
        return params.map(job::with).orElse(job).in(written);
    }
}
