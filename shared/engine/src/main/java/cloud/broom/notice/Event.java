package cloud.broom.notice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * A message to machines, on the stack's event bus with source {@code broom}.
 *
 * @param detailType as {@code Run Completed}
 */
public record Event(String id, String detailType, JsonNode detail) implements Notice {
    @Override
    public <T> T match(Function<Alert, T> alert, Function<Event, T> event) {
        return event.apply(this);
    }
}
