package cloud.broom;

import cloud.broom.json.Json;
import cloud.broom.notice.Event;
import cloud.broom.run.Halt;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * What machines are told of a run: that it started, and of every end, block and wait for approval. A run that is SKIPPED as it is
 * claimed never started and has no event; one that is QUEUED has its first when its turn has come. The details are published as JSON
 * Schemas; a change that breaks a reader gets another version.
 */
final class RunEvents {
    /** Of every event's detail. */
    static final String VERSION = "1";

    private static final Map<Status, String> HALTS = Map.of(
            Status.BLOCKED, "Run Blocked",
            Status.AWAITING_APPROVAL, "Approval Requested",
            Status.COMPLETED, "Run Completed",
            Status.PARTIAL, "Run Partial",
            Status.FAILED, "Run Failed",
            Status.CANCELLED, "Run Cancelled",
            Status.SKIPPED, "Run Skipped");
    private static final int NOTES_MOST = 20;
    private static final int TEXT_CHARS = 1000;

    private RunEvents() {}

    /** Of a run as its claim writes it: it moves for the first time. */
    static Event started(Run run) {
        ObjectNode detail = detail(run);
        detail.remove("wakeAt");
        return new Event(run.id() + "." + run.stamp().version() + ".started", "Run Started", detail);
    }

    /** Of a halt, as it will be written one version on; empty if that is of no interest outside. */
    static Optional<Event> of(Run before, Halt halt) {
        String id = before.id() + "." + (before.stamp().version() + 1) + ".event";
        return Optional.ofNullable(HALTS.get(halt.status())).map(type -> new Event(id, type, detail(before.in(halt))));
    }

    /** What an answer says, but for what concerns a caller alone; texts are cut to where an event stays small. */
    private static ObjectNode detail(Run run) {
        ObjectNode answer = (ObjectNode) Json.tree(Answer.of(run));
        answer.remove("duplicate");
        answer.put("reason", cut(run.state().reason()));
        ArrayNode notes = answer.putArray("notes");
        run.progress().notes().stream().limit(NOTES_MOST).map(RunEvents::cut).forEach(notes::add);
        return (ObjectNode) Json.object().put("version", VERSION).setAll(answer);
    }

    private static String cut(String text) {
        return text.length() > TEXT_CHARS ? text.substring(0, TEXT_CHARS - 3) + "..." : text;
    }
}
