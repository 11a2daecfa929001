package cloud.broom.cli.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A path within a job, as a refusal tells it: {@code retry[0].MaxAttempts}. */
record Steps(JsonPointer pointer) {
    static Steps of(String path) {
        String slashed = path.replace("~", "~0").replace("/", "~1").replaceAll("\\[(\\d+)]", ".$1");
        return new Steps(
                slashed.isEmpty() ? JsonPointer.empty() : JsonPointer.compile("/" + slashed.replace('.', '/')));
    }

    JsonNode in(JsonNode root) {
        return root.at(pointer);
    }

    boolean isRoot() {
        return pointer.matches();
    }

    Steps parent() {
        return new Steps(pointer.head());
    }

    /** Takes what stands there out of its mapping; false if it stands in none. */
    boolean removeFrom(JsonNode root) {
        return !isRoot()
                && parent().in(root) instanceof ObjectNode holder
                && holder.remove(pointer.last().getMatchingProperty()) != null;
    }
}
