package cloud.broom.notice;

import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * A message to machines, on the stack's event bus with source {@code broom}.
 *
 * @param detailType as {@code Run Completed}
 */
public record Event(String id, String detailType, JsonNode detail) implements Notice {
    /** The detail as the bus gets it, with the dedup key: EventBridge has none of its own. */
    public ObjectNode published() {
        return Json.object().<ObjectNode>setAll((ObjectNode) detail).put("dedupKey", id);
    }

    @Override
    public <T> T match(Function<Alert, T> alert, Function<Event, T> event) {
        return event.apply(this);
    }
}
