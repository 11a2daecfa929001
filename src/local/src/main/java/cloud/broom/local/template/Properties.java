package cloud.broom.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The properties of a resource, each asked for by name; {@link #done} refuses the template if one was not. */
final class Properties {
    private final String place;
    private final JsonNode node;
    private final Set<String> asked = new TreeSet<>();

    Properties(String place, JsonNode node) {
        if (!node.isObject() && !node.isMissingNode()) {
            throw new TemplateRefusedException(place, "properties are needed, there is " + node);
        }
        this.place = place;
        this.node = node;
    }

    String place() {
        return place;
    }

    JsonNode tree(String name) {
        asked.add(name);
        return node.path(name);
    }

    Optional<String> maybe(String name) {
        JsonNode value = tree(name);
        if (value.isContainerNode()) {
            throw new TemplateRefusedException(place + "." + name, "a text is needed, there is " + value);
        }
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }

    String text(String name) {
        return maybe(name).orElseThrow(() -> new TemplateRefusedException(place, name + " is required"));
    }

    int number(String name, int otherwise) {
        String text = maybe(name).orElse(String.valueOf(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TemplateRefusedException(place + "." + name, "'" + text + "' is not a whole number");
        }
    }

    Properties object(String name) {
        return new Properties(place + "." + name, tree(name));
    }

    List<Properties> objects(String name) {
        List<Properties> objects = new ArrayList<>();
        for (JsonNode item : tree(name)) {
            objects.add(new Properties(place + "." + name + "[" + objects.size() + "]", item));
        }
        return objects;
    }

    List<String> texts(String name) {
        JsonNode value = tree(name);
        List<String> texts = new ArrayList<>();
        value.forEach(item -> texts.add(item.asText()));
        return value.isTextual() ? List.of(value.asText()) : texts;
    }

    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        tree(name).properties().forEach(e -> map.put(e.getKey(), text(e.getValue())));
        return map;
    }

    /** Those of the named properties that are there, as texts: the attributes that SNS and SQS take. */
    Map<String, String> some(String... names) {
        Map<String, String> some = new HashMap<>();
        for (String name : names) {
            JsonNode value = tree(name);
            if (!value.isMissingNode()) {
                some.put(name, text(value));
            }
        }
        return some;
    }

    /** Properties that change nothing one could observe here. */
    Properties without(String... names) {
        asked.addAll(List.of(names));
        return this;
    }

    /** The names of all of them. */
    List<String> members() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Every property: the resource is kept and does nothing. */
    void keep() {
        node.fieldNames().forEachRemaining(asked::add);
    }

    /** Refuses what nobody asked for: the resource would behave other than on AWS. */
    void done() {
        node.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                throw new TemplateRefusedException(
                        place + "." + name, "the local cloud does not know this property; it knows " + asked);
            }
        });
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
