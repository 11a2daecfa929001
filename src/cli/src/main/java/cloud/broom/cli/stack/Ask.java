package cloud.broom.cli.stack;

import cloud.broom.call.Trigger;
import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a function is asked for.
 *
 * @param spec the job written out; without it, its name says which registered one
 * @param slot what it is to run for: asked again for the same, it runs no second time
 * @param trigger the event it is asked for because of, which has the slot
 */
public record Ask(JobName job, String task, Optional<Job> spec, Mode mode, Slot slot, Optional<Trigger> trigger) {
    /** A job written out. */
    public static Ask of(Job job, Mode mode, Slot slot) {
        return new Ask(job.name(), job.task(), Optional.of(job), mode, slot, Optional.empty());
    }

    /** A job that is registered. */
    public static Ask ofRegistered(Job job, Mode mode, Slot slot) {
        return new Ask(job.name(), job.task(), Optional.empty(), mode, slot, Optional.empty());
    }

    /** The same because of an event. */
    public Ask on(Trigger event) {
        return new Ask(job, task, spec, mode, event.slot(), Optional.of(event));
    }

    /** The run this is answered with: known beforehand, so that it can be watched while it moves. */
    public RunId run() {
        return RunId.of(job, slot);
    }

    String explaining(String resource) {
        ObjectNode payload = Json.object();
        payload.set("job", spec.map(Json::tree).orElseGet(() -> Json.tree(job)));
        return payload.put("explain", resource).toString();
    }

    String payload() {
        ObjectNode payload = Json.object();
        payload.set("job", spec.map(Json::tree).orElseGet(() -> Json.tree(job)));
        payload.set("mode", Json.tree(mode));
        trigger.ifPresentOrElse(
                because -> payload.set("event", because.event()), () -> payload.set("slot", Json.tree(slot)));
        return payload.toString();
    }
}
