package cloud.broom.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** CloudFormation's functions, worked out within a scope; one that is not known is refused, never passed on as text. */
final class Intrinsics {
    private static final JsonNodeFactory TREE = JsonNodeFactory.instance;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

    private final Scope scope;
    private final Truth truth;

    Intrinsics(Scope scope) {
        this.scope = scope;
        this.truth = new Truth(scope, this);
    }

    /** The value of a node; a missing node for {@code AWS::NoValue}. */
    JsonNode resolve(JsonNode node, String place) {
        if (node.isArray()) {
            ArrayNode array = TREE.arrayNode();
            for (JsonNode item : node) {
                JsonNode value = resolve(item, place + "[" + array.size() + "]");
                if (!value.isMissingNode()) {
                    array.add(value);
                }
            }
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        String name = node.size() == 1 ? node.fieldNames().next() : "";
        return name.equals("Ref") || name.startsWith("Fn::")
                ? call(name, node.path(name), place + "." + name)
                : object(node, place);
    }

    /** Whether a named condition holds. */
    boolean holds(String condition, String place) {
        return truth.named(condition, place);
    }

    /** Whether a condition's expression holds. */
    boolean holds(JsonNode expression, String place) {
        return truth.of(expression, place);
    }

    String text(JsonNode node, String place) {
        JsonNode value = resolve(node, place);
        if (!value.isValueNode()) {
            throw new TemplateRefusedException(place, "a text is needed, there is " + value);
        }
        return value.asText();
    }

    List<String> texts(JsonNode node, String place) {
        JsonNode value = resolve(node, place);
        if (!value.isArray()) {
            throw new TemplateRefusedException(place, "a list is needed, there is " + value);
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(item -> text(item, place))
                .toList();
    }

    private JsonNode object(JsonNode node, String place) {
        ObjectNode object = TREE.objectNode();
        node.properties().forEach(entry -> {
            JsonNode value = resolve(entry.getValue(), place + "." + entry.getKey());
            if (!value.isMissingNode()) {
                object.set(entry.getKey(), value);
            }
        });
        return object;
    }

    private JsonNode call(String name, JsonNode argument, String place) {
        return switch (name) {
            case "Ref" ->
                argument.asText().equals(Scope.NO_VALUE)
                        ? MissingNode.getInstance()
                        : scope.ref(argument.asText(), place);
            case "Fn::GetAtt" -> attribute(argument, place);
            case "Fn::Sub" -> TextNode.valueOf(substitute(argument, place));
            case "Fn::If" -> resolve(argument.path(truth.named(argument.path(0).asText(), place) ? 1 : 2), place);
            case "Fn::Join" ->
                TextNode.valueOf(String.join(text(argument.path(0), place), texts(argument.path(1), place)));
            case "Fn::Split" -> split(argument, place);
            case "Fn::Select" -> select(argument, place);
            case "Fn::FindInMap" -> mapped(argument, place);
            default -> throw new TemplateRefusedException(place, "the local cloud does not know the function " + name);
        };
    }

    private JsonNode attribute(JsonNode argument, String place) {
        List<String> parts = new ArrayList<>();
        if (argument.isArray()) {
            parts.addAll(texts(argument, place));
        } else {
            parts.addAll(List.of(argument.asText().split("\\.", 2)));
        }
        if (parts.size() != 2) {
            throw new TemplateRefusedException(place, "name a resource and an attribute: " + argument);
        }
        return scope.attribute(parts.get(0), parts.get(1), place);
    }

    private String substitute(JsonNode argument, String place) {
        JsonNode template = argument.isArray() ? argument.path(0) : argument;
        JsonNode own = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
        Matcher placeholder = PLACEHOLDER.matcher(template.asText());
        return placeholder.replaceAll(found -> {
            String name = found.group(2).strip();
            if (!found.group(1).isEmpty()) {
                return Matcher.quoteReplacement("${" + name + "}");
            }
            if (own.has(name)) {
                return Matcher.quoteReplacement(text(own.path(name), place));
            }
            JsonNode value = name.contains(".") ? attribute(TextNode.valueOf(name), place) : scope.ref(name, place);
            return Matcher.quoteReplacement(text(value, place));
        });
    }

    private JsonNode split(JsonNode argument, String place) {
        ArrayNode parts = TREE.arrayNode();
        String text = text(argument.path(1), place);
        for (String part : text.split(Pattern.quote(text(argument.path(0), place)), -1)) {
            parts.add(part);
        }
        return parts;
    }

    private JsonNode select(JsonNode argument, String place) {
        List<String> choices = texts(argument.path(1), place);
        int index = Integer.parseInt(text(argument.path(0), place));
        if (index < 0 || index >= choices.size()) {
            throw new TemplateRefusedException(place, "there is no item " + index + " in " + choices);
        }
        return TextNode.valueOf(choices.get(index));
    }

    private JsonNode mapped(JsonNode argument, String place) {
        List<String> path = texts(argument, place);
        if (path.size() != 3) {
            throw new TemplateRefusedException(place, "name a map and two keys: " + argument);
        }
        return scope.mapping(path.get(0), path.get(1), path.get(2), place);
    }
}
