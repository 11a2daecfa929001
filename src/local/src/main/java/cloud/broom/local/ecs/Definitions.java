package cloud.broom.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Task definitions: families with their revisions. Not thread-safe: {@link Clusters} is. */
final class Definitions {
    private final Names names;
    private final Map<String, List<ObjectNode>> revisions = new TreeMap<>();

    Definitions(Names names) {
        this.names = names;
    }

    /** The next revision of a family. */
    ObjectNode register(JsonNode wish, Instant now) {
        String family = wish.path("family").asText();
        if (!family.matches("[A-Za-z0-9_-]{1,255}")) {
            throw Names.client("Family contains invalid characters: " + family);
        }
        if (wish.path("containerDefinitions").isEmpty()) {
            throw Names.client("Container list cannot be empty.");
        }
        List<ObjectNode> of = revisions.computeIfAbsent(family, any -> new ArrayList<>());
        ObjectNode definition = wish.deepCopy();
        definition.remove("tags");
        definition.put("revision", of.size() + 1).put("status", "ACTIVE");
        definition.put("taskDefinitionArn", names.definitionArn(family, of.size() + 1));
        definition.put("registeredAt", Wire.seconds(now));
        definition.put("networkMode", wish.path("networkMode").asText("bridge"));
        of.add(definition);
        return definition;
    }

    /**
     * A definition.
     *
     * @param name family, {@code family:revision} or ARN; of a family its latest
     */
    ObjectNode get(String name) {
        String[] parts = Names.last(name).split(":", 2);
        List<ObjectNode> of = revisions.getOrDefault(parts[0], List.of());
        int revision = parts.length == 2 && parts[1].matches("\\d{1,9}") ? Integer.parseInt(parts[1]) : of.size();
        return Optional.of(of)
                .filter(any -> revision >= 1 && revision <= any.size())
                .map(any -> any.get(revision - 1))
                .orElseThrow(() -> Names.client("Unable to describe task definition."));
    }

    /** As {@link #get} finds it, whether it is there or not: what permissions are written for. */
    String arn(String name) {
        String last = Names.last(name);
        boolean revised = last.contains(":");
        int latest = revisions.getOrDefault(last, List.of()).size();
        return revised
                ? names.definitionArn(last.substring(0, last.indexOf(':')), 0)
                        .replaceFirst(":0$", last.substring(last.indexOf(':')))
                : names.definitionArn(last, Math.max(1, latest));
    }
}
