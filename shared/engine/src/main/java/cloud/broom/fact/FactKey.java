package cloud.broom.fact;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.regex.Pattern;

/** Names a fact: SHA-256, in hex, over the question. Two that ask the same meet in one place, whatever their job. */
public record FactKey(@JsonValue String hex) {
    private static final Pattern ALLOWED = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FactKey {
        Refused.when(!ALLOWED.matcher(hex).matches(), "", "'" + hex + "' is not a fact's key: 64 hex digits");
    }

    /**
     * The key of a question.
     *
     * @param version of the task: an answer kept by another is none
     * @param inputs as {@link Cache#get} takes them
     */
    public static FactKey of(String task, int version, String name, Object inputs) {
        return new FactKey(Json.digest(List.of(task, version, name, Json.tree(inputs))));
    }

    @Override
    public String toString() {
        return hex;
    }
}
