package cloud.broom.cli.stack;

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
 */
public record Ask(JobName job, String task, Optional<Job> spec, Mode mode, Slot slot) {
    /** A job written out. */
    public static Ask of(Job job, Mode mode, Slot slot) {
        return new Ask(job.name(), job.task(), Optional.of(job), mode, slot);
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
        payload.set("slot", Json.tree(slot));
        return payload.toString();
    }
}
