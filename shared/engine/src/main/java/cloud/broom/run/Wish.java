package cloud.broom.run;

import cloud.broom.call.Call;
import cloud.broom.job.EventParams;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a new run is to be made for.
 *
 * @param job the spec as it is to be run: in the mode asked for, with what it takes from an event
 * @param written the mode the spec itself says
 * @param params the spec's own, where it takes some from an event
 */
record Wish(Job job, Mode written, Optional<ObjectNode> params, Slot slot) {
    /**
     * A job asked for.
     *
     * @throws Refused if it cannot be in the mode that is asked for, or not be filled from the event, or there is none
     */
    static Wish of(Job spec, Call.Ask ask) {
        Job filled = ask.trigger().map(trigger -> trigger.fill(spec)).orElse(spec);
        EventParams.refuseAny(filled);
        Optional<ObjectNode> params = Optional.of(spec.params()).filter(own -> !own.equals(filled.params()));
        return new Wish(in(ask.mode().orElse(spec.mode()), filled), spec.mode(), params, ask.slot());
    }

    /** What a run was made for, for another slot. */
    static Wish again(Asked asked, Slot slot) {
        return new Wish(asked.job(), asked.written(), asked.params(), slot);
    }

    private static Job in(Mode mode, Job job) {
        try {
            return job.in(mode);
        } catch (Refused impossible) {
            throw impossible.within("job");
        }
    }
}
