package cloud.broom.schedule;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What becomes of slots that did not start in time: the latest so many of them are run after all, the others are MISSED.
 *
 * @param most 0 is written {@code skip}, 1 {@code run-once}, more {@code { "run-all": n }}
 */
public record Misfire(int most) {
    public static final Misfire SKIP = new Misfire(0);
    public static final Misfire RUN_ONCE = new Misfire(1);

    private static final int MOST = 24;
    private static final String RUN_ALL = "run-all";
    private static final String ALLOWED = "is not skip, run-once or { \"run-all\": n } with n from 1 to " + MOST;

    public Misfire {
        Refused.when(most < 0 || most > MOST, "", ALLOWED);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Misfire read(JsonNode node) {
        if (node.isTextual() && node.asText().equals("skip")) {
            return SKIP;
        }
        if (node.isTextual() && node.asText().equals("run-once")) {
            return RUN_ONCE;
        }
        JsonNode all = node.path(RUN_ALL);
        Refused.when(node.size() != 1 || !all.isInt() || all.asInt() < 1, "", ALLOWED);
        return new Misfire(all.asInt());
    }

    @JsonValue
    JsonNode json() {
        return switch (most) {
            case 0 -> Json.tree("skip");
            case 1 -> Json.tree("run-once");
            default -> Json.object().put(RUN_ALL, most);
        };
    }
}
