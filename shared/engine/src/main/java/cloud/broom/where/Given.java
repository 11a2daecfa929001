package cloud.broom.where;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The parameters a job gives its task, parted: {@code where} is the engine's, for every task alike, the rest the task's own.
 *
 * @param where a condition in CEL that a resource has to meet besides all else
 */
public record Given(ObjectNode own, Optional<String> where) {
    private static final String KEY = "where";

    public Given {
        own = own.deepCopy();
    }

    /**
     * Parts what is written.
     *
     * @throws Refused of {@code where}, if that is not a text
     */
    public static Given of(ObjectNode params) {
        JsonNode written = params.path(KEY);
        if (written.isMissingNode()) {
            return new Given(params, Optional.empty());
        }
        Refused.when(!written.isTextual(), KEY, "is not a text: a condition such as 'size > 0'");
        return new Given(params.deepCopy().without(KEY), Optional.of(written.asText()));
    }
}
