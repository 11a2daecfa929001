package cloud.broom.local.events;

import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * An event on a bus.
 *
 * @param tree the envelope with version, id, source, detail and the rest
 * @param hops how many buses it came through
 */
record Event(ObjectNode tree, int hops) {
    static Event of(
            Account account, String source, String type, Instant time, List<String> resources, JsonNode detail) {
        ObjectNode tree = Json.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", type)
                .put("source", source)
                .put("account", account.id())
                .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", account.region());
        ArrayNode list = tree.putArray("resources");
        resources.forEach(list::add);
        tree.set("detail", detail);
        return new Event(tree, 0);
    }

    String id() {
        return tree.path("id").asText();
    }

    String text() {
        return Json.write(tree);
    }

    Event forwarded() {
        return new Event(tree, hops + 1);
    }
}
