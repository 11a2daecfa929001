package cloud.broom.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which resources can be made: each after those it names. */
final class Order {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9]+)[^}]*}");

    private final Map<String, ? extends JsonNode> resources;
    private final Set<String> done = new LinkedHashSet<>();
    private final List<String> path = new ArrayList<>();

    private Order(Map<String, ? extends JsonNode> resources) {
        this.resources = resources;
    }

    static List<String> of(Map<String, ? extends JsonNode> resources) {
        Order order = new Order(resources);
        resources.keySet().forEach(order::visit);
        return List.copyOf(order.done);
    }

    private void visit(String id) {
        if (done.contains(id)) {
            return;
        }
        if (path.contains(id)) {
            throw new TemplateRefusedException("Resources." + id, "depends on itself: " + path);
        }
        path.add(id);
        Set<String> named = new LinkedHashSet<>();
        Optional.<JsonNode>ofNullable(resources.get(id)).ifPresent(resource -> collect(resource, named));
        named.stream()
                .filter(resources::containsKey)
                .filter(other -> !other.equals(id))
                .forEach(this::visit);
        path.remove(id);
        done.add(id);
    }

    private static void collect(JsonNode node, Set<String> named) {
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                switch (entry.getKey()) {
                    case "Ref" -> named.add(value.asText());
                    case "Fn::GetAtt" ->
                        named.add(
                                value.isArray()
                                        ? value.path(0).asText()
                                        : value.asText().replaceFirst("\\..*", ""));
                    case "Fn::Sub" ->
                        substituted(value.isArray() ? value.path(0).asText() : value.asText(), named);
                    case "DependsOn" -> names(value, named);
                    default -> {}
                }
            });
        }
        node.forEach(child -> collect(child, named));
    }

    private static void substituted(String text, Set<String> named) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            named.add(placeholder.group(1));
        }
    }

    private static void names(JsonNode value, Set<String> named) {
        if (value.isTextual()) {
            named.add(value.asText());
        }
        value.forEach(item -> named.add(item.asText()));
    }
}
