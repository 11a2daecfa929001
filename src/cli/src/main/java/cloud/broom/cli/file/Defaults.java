package cloud.broom.cli.file;

import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What jobs of a file share: what a job says goes before it, mapping by mapping; lists are not joined. */
record Defaults(ObjectNode node) {
    static final Defaults NONE = new Defaults(Json.object());

    /** The job with what it leaves unsaid. */
    ObjectNode under(ObjectNode job) {
        return merged(node, job);
    }

    private static ObjectNode merged(ObjectNode shared, ObjectNode own) {
        ObjectNode both = shared.deepCopy();
        own.properties().forEach(field -> {
            JsonNode value = field.getValue();
            JsonNode under = shared.path(field.getKey());
            both.set(
                    field.getKey(),
                    value instanceof ObjectNode mine && under instanceof ObjectNode theirs
                            ? merged(theirs, mine)
                            : value.deepCopy());
        });
        return both;
    }
}
