package cloud.broom.call;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Proof;
import cloud.broom.incident.Remark;
import cloud.broom.job.JobName;
import cloud.broom.job.JobReader;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.plan.Digest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Reads what a function was invoked with: the payload of a schedule or a person, a rule's that carries the event it matched, an
 * EventBridge envelope whose {@code detail} is such a payload, or a wake.
 */
public final class CallReader {
    private static final int BY_CHARS = 200;

    private CallReader() {}

    /**
     * Reads one payload.
     *
     * @param payload the bytes' text as Lambda hands it over
     * @param requestId names the slot of a payload that names none
     * @throws Refused if it cannot be a call; nothing was started
     */
    public static Request read(String payload, String requestId) {
        JsonNode root = Json.parse(payload, "payload");
        Refused.when(!root.isObject(), "payload", "is not a JSON object with a key job, order, explain or wake");
        if (root.has("wake")) {
            return new Request.OfRun(new Call.Wake(Json.read(root, WakePayload.class, "payload").wake));
        }
        if (root.has("order")) {
            return order(root);
        }
        if (root.has("explain")) {
            return Json.read(root, ExplainPayload.class, "payload").request();
        }
        boolean envelope = root.has("detail") && root.has("detail-type") && root.has("id");
        return new Request.OfRun(
                envelope
                        ? ask(
                                root.get("detail"),
                                "payload.detail",
                                Slot.ofEvent(root.get("id").asText()))
                        : ask(root, "payload", Slot.ofRequest(requestId)));
    }

    private static Request order(JsonNode root) {
        if (root.has("incident")) {
            return Json.read(root, IncidentOrder.class, "payload").request();
        }
        if (root.has("digest") || root.has("proof")) {
            return new Request.OfRun(
                    Json.read(root, DecisionOrder.class, "payload").call());
        }
        return root.has("run")
                ? new Request.OfRun(Json.read(root, RunOrder.class, "payload").call())
                : Json.read(root, JobOrder.class, "payload").request();
    }

    private static Call ask(JsonNode node, String place, Slot otherwise) {
        Refused.when(!node.isObject(), place, "is not an object with a key job");
        AskPayload payload = Json.read(node, AskPayload.class, place);
        Refused.when(
                payload.slot.isPresent() && payload.idempotencyKey.isPresent(),
                place,
                "has both slot and idempotencyKey: give one");
        Optional<Trigger> trigger =
                payload.event.filter(event -> !event.isNull()).map(event -> trigger(event, place + ".event"));
        Optional<Slot> given = payload.slot.or(() -> payload.idempotencyKey.map(key -> keyed(key, place)));
        Refused.when(
                trigger.isPresent() && given.isPresent(),
                place,
                "has an event and a slot or idempotencyKey: a run for an event has the event's id as its slot");
        Slot slot = trigger.map(Trigger::slot).or(() -> given).orElse(otherwise);
        return new Call.Ask(wanted(payload.job, place + ".job"), slot, payload.mode, trigger);
    }

    private static Trigger trigger(JsonNode event, String place) {
        if (!(event instanceof ObjectNode envelope)) {
            throw new Refused(
                    place, "is not an event: the rule's InputTransformer sends it as <aws.events.event.json>");
        }
        try {
            return new Trigger(envelope);
        } catch (Refused impossible) {
            throw impossible.within(place);
        }
    }

    private static Slot keyed(String idempotencyKey, String place) {
        try {
            return Slot.ofRequest(idempotencyKey);
        } catch (Refused impossible) {
            throw impossible.within(place + ".idempotencyKey");
        }
    }

    private static Call.Wanted wanted(Optional<JsonNode> job, String place) {
        JsonNode node = job.filter(given -> !given.isNull())
                .orElseThrow(() -> new Refused(place, "is missing: a job's spec, or the name of a registered job"));
        return node.isTextual()
                ? new Call.Named(Json.read(node, JobName.class, place))
                : new Call.Written(JobReader.read(node, place));
    }

    private record WakePayload(RunId wake) {}

    private record RunOrder(Optional<Call.Tell.What> order, Optional<RunId> run, Optional<String> by) {
        Call call() {
            return new Call.Tell(
                    order.orElseThrow(() -> new Refused("order", "is missing")),
                    run.orElseThrow(() -> new Refused("run", "is missing")),
                    named(by));
        }
    }

    private record DecisionOrder(
            Optional<Decision> order, Optional<RunId> run, Optional<Digest> digest, Optional<Proof> proof) {
        Call call() {
            return new Call.Decide(
                    order.orElseThrow(() -> new Refused("order", "is missing")),
                    run.orElseThrow(() -> new Refused("run", "is missing")),
                    digest.orElseThrow(() -> new Refused("digest", "is missing: of the plan that was looked at")),
                    proof.orElseThrow(() -> new Refused("proof", "is missing: of who decides")));
        }
    }

    private record ExplainPayload(Optional<JsonNode> job, String explain) {
        Request request() {
            Refused.when(explain.isBlank(), "explain", "is empty: the id of a resource, as a plan shows it");
            return new Request.OfResource(wanted(job, "job"), explain);
        }
    }

    private record JobOrder(Optional<Request.OfJob.What> order, Optional<JobName> job, Optional<String> by) {
        Request request() {
            return new Request.OfJob(
                    order.orElseThrow(() -> new Refused("order", "is missing")),
                    job.orElseThrow(() -> new Refused("payload", "has neither run nor job: say what the order is for")),
                    named(by));
        }
    }

    private record IncidentOrder(
            Optional<Request.OfIncident.Word> order, String incident, Optional<String> by, Optional<String> note) {
        Request request() {
            String said = note.orElse("");
            Refused.when(
                    said.length() > Remark.TEXT_CHARS, "note", "is longer than " + Remark.TEXT_CHARS + " characters");
            return new Request.OfIncident(
                    order.orElseThrow(() -> new Refused("order", "is missing")), incident, named(by), said);
        }
    }

    private static String named(Optional<String> by) {
        String name = by.filter(who -> !who.isBlank())
                .orElseThrow(() -> new Refused("by", "is missing: say who gives the order"));
        Refused.when(name.length() > BY_CHARS, "by", "is longer than " + BY_CHARS + " characters");
        return name;
    }

    private record AskPayload(
            Optional<JsonNode> job,
            Optional<Slot> slot,
            Optional<Mode> mode,
            Optional<String> idempotencyKey,
            Optional<JsonNode> event) {}
}
