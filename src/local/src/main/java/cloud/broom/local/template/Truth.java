package cloud.broom.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Conditions of a template, and the assertions of its rules. */
final class Truth {
    private final Scope scope;
    private final Intrinsics values;

    Truth(Scope scope, Intrinsics values) {
        this.scope = scope;
        this.values = values;
    }

    boolean named(String condition, String place) {
        return of(scope.condition(condition, place), "Conditions." + condition);
    }

    boolean of(JsonNode expression, String place) {
        String name = expression.size() == 1 ? expression.fieldNames().next() : "";
        JsonNode arguments = expression.path(name);
        return switch (name) {
            case "Condition" -> named(arguments.asText(), place);
            case "Fn::Equals" ->
                values.resolve(arguments.path(0), place)
                        .asText()
                        .equals(values.resolve(arguments.path(1), place).asText());
            case "Fn::Not" -> !of(arguments.path(0), place);
            case "Fn::And" -> each(arguments).allMatch(item -> of(item, place));
            case "Fn::Or" -> each(arguments).anyMatch(item -> of(item, place));
            case "Fn::Contains" ->
                values.texts(arguments.path(0), place).contains(values.text(arguments.path(1), place));
            default -> throw new TemplateRefusedException(place, "is no condition: " + expression);
        };
    }

    private static Stream<JsonNode> each(JsonNode arguments) {
        return StreamSupport.stream(arguments.spliterator(), false);
    }
}
