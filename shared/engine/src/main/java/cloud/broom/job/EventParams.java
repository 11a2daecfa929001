package cloud.broom.job;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters that an event fills in: wherever {@code {"$event": "/detail/clusterArn"}} stands among them, in objects and arrays
 * too, it is replaced by what that JSON Pointer (RFC 6901) finds in the event, or by the {@code default} beside it. What is
 * found is copied as it is and is data: a condition, which is evaluated, cannot come from an event.
 */
public final class EventParams {
    private static final String REFERENCE = "$event";
    private static final String DEFAULT = "default";
    private static final String CONDITION = "where";
    private static final String ROOT = "job.params";

    private EventParams() {}

    /** Where the first reference to an event stands; empty if there is none. */
    public static Optional<String> first(Job job) {
        return first(job.params(), ROOT);
    }

    /**
     * The same job with its references replaced by what stands in an event.
     *
     * @throws Refused with the path of a reference that is none or finds nothing, or if the spec becomes too large
     */
    public static Job filled(Job job, JsonNode event) {
        if (first(job).isEmpty()) {
            return job;
        }
        boolean evaluated = first(job.params().path(CONDITION), "").isPresent();
        Refused.when(
                evaluated,
                ROOT + "." + CONDITION,
                "is a condition, which no event may write: refer to the event in another parameter");
        Job filled = job.with((ObjectNode) filled(job.params(), ROOT, event));
        int bytes = Json.write(filled).getBytes(StandardCharsets.UTF_8).length;
        Refused.when(
                bytes > JobReader.SPEC_BYTES,
                ROOT,
                "with what stands in the event make a spec of " + bytes + " bytes: it may have "
                        + JobReader.SPEC_BYTES);
        return filled;
    }

    /**
     * Refuses a job that still has references: of a call without an event.
     *
     * @throws Refused with the first of them and the way out
     */
    public static void refuseAny(Job job) {
        first(job).ifPresent(place -> {
            throw new Refused(
                    place,
                    "is taken from an event, and the call has none: send one beside the job, as {\"job\": ..., \"event\":"
                            + " {...}}, or a spec that says the value itself");
        });
    }

    private static Optional<String> first(JsonNode node, String place) {
        if (node.has(REFERENCE)) {
            return Optional.of(place);
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(field -> first(field.getValue(), place + "." + field.getKey()).stream())
                    .findFirst();
        }
        for (int i = 0; i < node.size(); i++) {
            Optional<String> found = first(node.get(i), place + "[" + i + "]");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static JsonNode filled(JsonNode node, String place, JsonNode event) {
        if (node.has(REFERENCE)) {
            return found((ObjectNode) node, place, event);
        }
        if (node instanceof ObjectNode written) {
            ObjectNode object = Json.object();
            for (Map.Entry<String, JsonNode> field : written.properties()) {
                object.set(field.getKey(), filled(field.getValue(), place + "." + field.getKey(), event));
            }
            return object;
        }
        if (node instanceof ArrayNode written) {
            ArrayNode array = Json.object().arrayNode();
            for (int i = 0; i < written.size(); i++) {
                array.add(filled(written.get(i), place + "[" + i + "]", event));
            }
            return array;
        }
        return node;
    }

    private static JsonNode found(ObjectNode reference, String place, JsonNode event) {
        boolean whole = place.equals(ROOT);
        Refused.when(whole, place, "cannot be an event's as a whole: name each parameter");
        for (Map.Entry<String, JsonNode> field : reference.properties()) {
            boolean known = field.getKey().equals(REFERENCE) || field.getKey().equals(DEFAULT);
            Refused.when(!known, place + "." + field.getKey(), "cannot stand beside $event: only default can");
        }
        JsonPointer pointer = pointer(reference.get(REFERENCE), place + "." + REFERENCE);
        JsonNode there = event.at(pointer);
        if (!there.isMissingNode() && !there.isNull()) {
            return there.deepCopy();
        }
        Refused.when(
                !reference.has(DEFAULT),
                place,
                "the event has nothing at '" + pointer
                        + "': give a default beside $event, or let the rule's pattern ask" + " for it");
        return reference.get(DEFAULT);
    }

    private static JsonPointer pointer(JsonNode written, String place) {
        Refused.when(!written.isTextual(), place, "is not a text: a JSON Pointer such as /detail/clusterArn");
        try {
            return JsonPointer.compile(written.asText());
        } catch (IllegalArgumentException notAPointer) {
            throw new Refused(
                    place,
                    "'" + written.asText()
                            + "' is not a JSON Pointer such as /detail/clusterArn, from the event's root");
        }
    }
}
