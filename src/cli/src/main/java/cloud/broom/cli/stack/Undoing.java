package cloud.broom.cli.stack;

import cloud.broom.cli.screen.Trouble;
import cloud.broom.job.Job;
import cloud.broom.job.JobReader;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.run.Run;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The undo of a run, as a job of its own. What a task does is undone by the task that is named {@code undo-} and its name; one
 * for which there is no such task cannot be undone.
 *
 * @param items keys or patterns; empty for all that the run did
 */
public record Undoing(Run run, List<String> items) {
    private static final String UNDO = "undo-";
    private static final int NAME_CHARS = 64;
    private static final int HASH_BYTES = 8;

    public Undoing {
        items = items.stream().sorted().distinct().toList();
        if (run.job().mode() == Mode.DRY_RUN) {
            throw Trouble.refused("run " + run.id() + " was a dry run: it did nothing that could be undone", "");
        }
    }

    /** The task that does it. */
    public String task() {
        return UNDO + run.job().task();
    }

    /** To look at what would come back: anew each time. */
    public Ask look(String id) {
        return Ask.of(job(Mode.DRY_RUN), Mode.DRY_RUN, Slot.ofRequest(id));
    }

    /** To bring it back. The same items of the same run are one slot, however often they are asked for. */
    public Ask apply() {
        return Ask.of(job(Mode.APPLY), Mode.APPLY, new Slot(UNDO + run.id() + "/" + hash()));
    }

    /** What the run planned bounds what can come back; the stack's own ceiling stands above it. */
    private Job job(Mode mode) {
        String name = UNDO + run.job().name();
        ObjectNode job = Json.object()
                .put("name", name.substring(0, Math.min(name.length(), NAME_CHARS)))
                .put("task", task());
        job.set("mode", Json.tree(mode));
        run.job().owner().ifPresent(owner -> job.put("owner", owner));
        run.job().runbook().ifPresent(runbook -> job.put("runbook", runbook.toString()));
        job.putObject("limits").put("items", run.progress().totals().found());
        ObjectNode params = job.putObject("params").put("run", run.id().value());
        ArrayNode wanted = params.putArray("items");
        items.forEach(wanted::add);
        return JobReader.read(job, "undo");
    }

    private String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] all = sha256.digest(Json.write(items).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
