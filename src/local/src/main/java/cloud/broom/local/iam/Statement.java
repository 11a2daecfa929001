package cloud.broom.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One statement of a policy.
 *
 * @param actions patterns of actions, matched without regard to case
 * @param notActions whether {@code actions} names what is <em>not</em> meant
 */
record Statement(
        boolean allow,
        List<String> actions,
        boolean notActions,
        List<String> resources,
        boolean notResources,
        List<Condition> conditions) {
    private static final Set<String> ELEMENTS =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

    Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    static Statement of(JsonNode json) {
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!ELEMENTS.contains(name)) {
                throw new IllegalArgumentException(
                        "statement of an identity policy has an element " + name + ": one of " + ELEMENTS);
            }
        }
        String effect = json.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new IllegalArgumentException("Effect is neither Allow nor Deny: " + json);
        }
        return new Statement(
                effect.equals("Allow"),
                either(json, "Action"),
                json.has("NotAction"),
                either(json, "Resource"),
                json.has("NotResource"),
                conditions(json.path("Condition")));
    }

    boolean allows(Permission permission) {
        return allow && covers(permission) && conditions.stream().allMatch(c -> c.holds(permission.context(), false));
    }

    /** A condition that cannot be judged counts as met: what cannot be understood must not let anything through. */
    boolean denies(Permission permission) {
        return !allow && covers(permission) && conditions.stream().allMatch(c -> c.holds(permission.context(), true));
    }

    private boolean covers(Permission permission) {
        return actions.stream().anyMatch(p -> Wildcard.matchesIgnoringCase(p, permission.action())) != notActions
                && resources.stream().anyMatch(p -> Wildcard.matches(p, permission.resource())) != notResources;
    }

    private static List<String> either(JsonNode json, String name) {
        if (json.has(name) == json.has("Not" + name)) {
            throw new IllegalArgumentException("statement needs one of " + name + " and Not" + name + ": " + json);
        }
        return strings(json.has(name) ? json.path(name) : json.path("Not" + name));
    }

    private static List<Condition> conditions(JsonNode block) {
        return fields(block)
                .flatMap(operator -> fields(operator.getValue())
                        .map(key -> new Condition(operator.getKey(), key.getKey(), strings(key.getValue()))))
                .toList();
    }

    private static Stream<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        return object.properties().stream();
    }

    private static List<String> strings(JsonNode oneOrMany) {
        if (!oneOrMany.isArray()) {
            return List.of(string(oneOrMany));
        }
        return StreamSupport.stream(oneOrMany.spliterator(), false)
                .map(Statement::string)
                .toList();
    }

    private static String string(JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException("policy value is not a string: " + value);
        }
        return value.asText();
    }
}
