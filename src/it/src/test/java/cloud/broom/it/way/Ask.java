package cloud.broom.it.way;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** A call for a run of s3-stale-objects; {@link #toString} is its payload. */
final class Ask {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode call;

    private Ask(ObjectNode call) {
        this.call = call;
    }

    /** To apply, in a slot of its own per job, to every object under {@code <job>/}, whatever its age. */
    static Ask apply(String job, String bucket) {
        ObjectNode call = JSON.createObjectNode().put("slot", "once");
        ObjectNode spec = call.putObject("job").put("name", job).put("task", "s3-stale-objects");
        spec.put("mode", "apply").put("owner", "the tests");
        spec.putObject("params").put("bucket", bucket).put("prefix", job + "/").put("olderThan", "PT0S");
        return new Ask(call);
    }

    /** The same, but only those that end in {@code .tmp}: nothing on AWS can be made older than it is. */
    static Ask applyToTmp(String job, String bucket) {
        return apply(job, bucket).params(params -> params.put("suffix", ".tmp"));
    }

    Ask dryRun() {
        return job(job -> job.put("mode", "dry-run"));
    }

    Ask slot(String slot) {
        return new Ask(call.deepCopy().put("slot", slot));
    }

    Ask params(Consumer<ObjectNode> change) {
        return job(job -> change.accept((ObjectNode) job.path("params")));
    }

    Ask job(Consumer<ObjectNode> change) {
        ObjectNode changed = call.deepCopy();
        change.accept((ObjectNode) changed.path("job"));
        return new Ask(changed);
    }

    /** By the name it was registered under. */
    Ask byName() {
        ObjectNode changed = call.deepCopy();
        changed.put("job", call.at("/job/name").asText());
        return new Ask(changed);
    }

    @Override
    public String toString() {
        return call.toString();
    }
}
