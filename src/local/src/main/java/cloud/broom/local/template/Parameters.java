package cloud.broom.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of a template's parameters: given ones, defaults for the rest, each checked against what is declared. */
final class Parameters {
    private static final Set<String> TYPES = Set.of("String", "Number", "CommaDelimitedList", "List<Number>");

    private Parameters() {}

    static Map<String, JsonNode> of(JsonNode template, Map<String, String> given) {
        JsonNode declared = template.path("Parameters");
        for (String name : given.keySet()) {
            if (!declared.has(name)) {
                throw new TemplateRefusedException("Parameters." + name, "is given, but the template declares it not");
            }
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        declared.properties().forEach(parameter -> {
            String place = "Parameters." + parameter.getKey();
            JsonNode rules = parameter.getValue();
            String value = Optional.ofNullable(given.get(parameter.getKey())).orElseGet(() -> defaulted(rules, place));
            check(value, rules, place);
            values.put(parameter.getKey(), typed(value, rules.path("Type").asText(), place));
        });
        return values;
    }

    private static String defaulted(JsonNode rules, String place) {
        if (!rules.has("Default")) {
            throw new TemplateRefusedException(place, "has no default, give it a value");
        }
        return rules.path("Default").asText();
    }

    private static JsonNode typed(String value, String type, String place) {
        if (!TYPES.contains(type)) {
            throw new TemplateRefusedException(place, "the local cloud knows no parameters of type " + type);
        }
        if (type.equals("String") || type.equals("Number")) {
            return TextNode.valueOf(value);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String item : value.split(",", -1)) {
            list.add(item.strip());
        }
        return list;
    }

    private static void check(String value, JsonNode rules, String place) {
        String why = rules.path("ConstraintDescription").asText("");
        if (rules.has("AllowedPattern")
                && !value.matches(rules.path("AllowedPattern").asText())) {
            throw new TemplateRefusedException(
                    place,
                    "'" + value + "' " + (why.isEmpty() ? "does not match " + rules.path("AllowedPattern") : why));
        }
        if (rules.has("AllowedValues") && !contains(rules.path("AllowedValues"), value)) {
            throw new TemplateRefusedException(place, "'" + value + "' is none of " + rules.path("AllowedValues"));
        }
        bound(BigDecimal.valueOf(value.length()), rules, "MinLength", "MaxLength", place);
        if (rules.path("Type").asText().equals("Number")) {
            bound(number(value, place), rules, "MinValue", "MaxValue", place);
        }
    }

    private static void bound(BigDecimal value, JsonNode rules, String least, String most, String place) {
        if (rules.has(least) && value.compareTo(number(rules.path(least).asText(), place)) < 0) {
            throw new TemplateRefusedException(place, value + " is below " + least + " " + rules.path(least));
        }
        if (rules.has(most) && value.compareTo(number(rules.path(most).asText(), place)) > 0) {
            throw new TemplateRefusedException(place, value + " is above " + most + " " + rules.path(most));
        }
    }

    private static BigDecimal number(String text, String place) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new TemplateRefusedException(place, "'" + text + "' is not a number");
        }
    }

    private static boolean contains(JsonNode allowed, String value) {
        for (JsonNode item : allowed) {
            if (item.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }
}
