package cloud.broom.local.ecs;

import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** How ECS writes things: instants as seconds in its answers and as text in its events, lists in pages. */
final class Wire {
    private static final Set<String> ANSWERS_ONLY = Set.of("tags");

    private Wire() {}

    static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    /** A task as events tell of it: instants as text, without its tags. */
    static ObjectNode told(ObjectNode task) {
        ObjectNode detail = task.deepCopy();
        detail.remove(ANSWERS_ONLY);
        for (Iterator<Map.Entry<String, JsonNode>> members = detail.properties().iterator(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            if (member.getKey().endsWith("At")) {
                member.setValue(Json.object()
                        .textNode(Instant.ofEpochMilli(member.getValue()
                                        .decimalValue()
                                        .movePointRight(3)
                                        .longValue())
                                .toString()));
            }
        }
        return detail;
    }

    /**
     * One page of a list.
     *
     * @param member the list's name in the answer
     */
    static ObjectNode page(String member, List<String> all, JsonNode input) {
        int most = input.path("maxResults").asInt(member.equals("serviceArns") ? 10 : 100);
        if (most < 1 || most > 100) {
            throw Names.invalid("maxResults must be between 1 and 100.");
        }
        int from = Math.min(all.size(), token(input.path("nextToken").asText("0")));
        int to = Math.min(all.size(), from + most);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray(member);
        all.subList(from, to).forEach(list::add);
        return to < all.size() ? answer.put("nextToken", String.valueOf(to)) : answer;
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static void copy(JsonNode from, ObjectNode to, String... members) {
        Stream.of(members)
                .filter(from::has)
                .forEach(member -> to.set(member, from.path(member).deepCopy()));
    }

    static Optional<String> text(JsonNode from, String member) {
        return Optional.of(from.path(member).asText()).filter(text -> !text.isEmpty());
    }

    private static int token(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw Names.invalid("Invalid token: " + text);
        }
        return Integer.parseInt(text);
    }
}
