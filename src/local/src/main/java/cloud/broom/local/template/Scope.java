package cloud.broom.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a template's expressions may name: parameters, pseudo parameters, conditions, mappings, resources made so far. */
final class Scope {
    static final String NO_VALUE = "AWS::NoValue";

    private final JsonNode template;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Map<String, Created> resources = new LinkedHashMap<>();

    Scope(JsonNode template, Map<String, String> pseudo, Map<String, JsonNode> parameters) {
        this.template = template;
        pseudo.forEach((name, value) -> values.put(name, TextNode.valueOf(value)));
        values.putAll(parameters);
    }

    void add(String logicalId, Created resource) {
        resources.put(logicalId, resource);
    }

    JsonNode ref(String name, String place) {
        if (values.containsKey(name)) {
            return values.get(name);
        }
        return TextNode.valueOf(resource(name, place).physicalId());
    }

    JsonNode attribute(String logicalId, String attribute, String place) {
        String value = resource(logicalId, place).attributes().get(attribute);
        if (value == null) {
            throw new TemplateRefusedException(
                    place, "the local cloud knows no attribute " + attribute + " of " + logicalId);
        }
        return TextNode.valueOf(value);
    }

    JsonNode condition(String name, String place) {
        return found(template.path("Conditions").path(name), "condition " + name, place);
    }

    JsonNode mapping(String map, String key, String name, String place) {
        JsonNode value = template.path("Mappings").path(map).path(key).path(name);
        return found(value, "mapping " + map + "." + key + "." + name, place);
    }

    private Created resource(String logicalId, String place) {
        return Optional.ofNullable(resources.get(logicalId))
                .orElseThrow(() -> new TemplateRefusedException(
                        place, logicalId + " is no parameter and no resource that exists here"));
    }

    private static JsonNode found(JsonNode node, String what, String place) {
        if (node.isMissingNode()) {
            throw new TemplateRefusedException(place, "there is no " + what);
        }
        return node;
    }
}
