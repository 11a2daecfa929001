package cloud.broom.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns an {@code AWS::Serverless::Function} into the plain resources SAM makes of it, before anything is worked out. */
final class ServerlessFunction {
    static final String TYPE = "AWS::Serverless::Function";

    private static final JsonNodeFactory TREE = JsonNodeFactory.instance;

    private final String id;
    private final JsonNode resource;
    private final ObjectNode properties;
    private final Map<String, ObjectNode> made = new LinkedHashMap<>();

    private ServerlessFunction(String id, JsonNode resource, JsonNode globals) {
        this.id = id;
        this.resource = resource;
        this.properties = merged(globals.path("Function"), resource.path("Properties"));
    }

    static Map<String, ObjectNode> expand(String id, JsonNode resource, JsonNode globals) {
        return new ServerlessFunction(id, resource, globals).expanded();
    }

    private Map<String, ObjectNode> expanded() {
        JsonNode events = taken("Events");
        JsonNode async = taken("EventInvokeConfig");
        if (properties.has("Policies") || !properties.has("Role")) {
            throw new TemplateRefusedException(
                    id + ".Role", "the local cloud wants a Role of its own for each function, not Policies");
        }
        add(id, "AWS::Lambda::Function", properties);
        if (async.isObject()) {
            ObjectNode config = TREE.objectNode();
            config.set("FunctionName", ref(id));
            config.setAll((ObjectNode) async);
            add(id + "EventInvokeConfig", "AWS::Lambda::EventInvokeConfig", config);
        }
        events.properties().forEach(event -> event(event.getKey(), event.getValue()));
        return made;
    }

    private void event(String name, JsonNode event) {
        String type = event.path("Type").asText();
        ObjectNode wish =
                event.path("Properties").isObject() ? event.path("Properties").deepCopy() : TREE.objectNode();
        switch (type) {
            case "ScheduleV2" -> schedule(name, wish);
            case "Schedule" -> {
                wish.set("ScheduleExpression", wish.remove("Schedule"));
                rule(name, wish);
            }
            case "EventBridgeRule", "CloudWatchEvent" -> {
                wish.set("EventPattern", wish.remove("Pattern"));
                rename(wish, "RuleName", "Name");
                rule(name, wish);
            }
            case "SNS" -> {
                rename(wish, "Topic", "TopicArn");
                wish.put("Protocol", "lambda").set("Endpoint", attribute(id, "Arn"));
                add(id + name, "AWS::SNS::Subscription", wish);
            }
            default ->
                throw new TemplateRefusedException(
                        id + ".Events." + name, "the local cloud does not know events of type " + type);
        }
    }

    private void schedule(String name, ObjectNode wish) {
        ObjectNode target = TREE.objectNode();
        target.set("Arn", attribute(id, "Arn"));
        move(wish, target, List.of("RoleArn", "Input", "RetryPolicy", "DeadLetterConfig"));
        if (!target.has("RoleArn")) {
            add(id + name + "Role", "AWS::IAM::Role", invokerRole());
            target.set("RoleArn", attribute(id + name + "Role", "Arn"));
        }
        JsonNode omit = wish.path("OmitName");
        wish.remove("OmitName");
        if (!omit.asBoolean(false) && !wish.has("Name")) {
            wish.put("Name", id + name);
        }
        if (!wish.has("FlexibleTimeWindow")) {
            wish.putObject("FlexibleTimeWindow").put("Mode", "OFF");
        }
        wish.set("Target", target);
        add(id + name, "AWS::Scheduler::Schedule", wish);
    }

    private void rule(String name, ObjectNode wish) {
        ObjectNode target = TREE.objectNode();
        JsonNode given = wish.path("Target").path("Id");
        wish.remove("Target");
        target.set("Id", given.isMissingNode() ? TREE.textNode(id + name + "LambdaTarget") : given);
        target.set("Arn", attribute(id, "Arn"));
        move(wish, target, List.of("Input", "InputPath", "InputTransformer", "RetryPolicy", "DeadLetterConfig"));
        JsonNode enabled = wish.path("Enabled");
        wish.remove("Enabled");
        if (enabled.isBoolean()) {
            wish.put("State", enabled.asBoolean() ? "ENABLED" : "DISABLED");
        }
        wish.putArray("Targets").add(target);
        add(id + name, "AWS::Events::Rule", wish);
    }

    private ObjectNode invokerRole() {
        ObjectNode role = TREE.objectNode();
        ObjectNode policy = role.putArray("Policies").addObject().put("PolicyName", "invoke");
        policy.putObject("PolicyDocument")
                .putArray("Statement")
                .addObject()
                .put("Effect", "Allow")
                .put("Action", "lambda:InvokeFunction")
                .set("Resource", attribute(id, "Arn"));
        return role;
    }

    private void add(String logicalId, String type, ObjectNode wish) {
        ObjectNode plain = TREE.objectNode().put("Type", type);
        for (String attribute : List.of("Condition", "DependsOn")) {
            if (resource.has(attribute)) {
                plain.set(attribute, resource.path(attribute));
            }
        }
        plain.set("Properties", wish);
        made.put(logicalId, plain);
    }

    private JsonNode taken(String name) {
        JsonNode value = properties.path(name);
        properties.remove(name);
        return value;
    }

    private static void move(ObjectNode from, ObjectNode to, List<String> names) {
        for (String name : names) {
            if (from.has(name)) {
                to.set(name, from.remove(name));
            }
        }
    }

    private static void rename(ObjectNode object, String from, String to) {
        if (object.has(from)) {
            object.set(to, object.remove(from));
        }
    }

    private static ObjectNode ref(String logicalId) {
        return TREE.objectNode().put("Ref", logicalId);
    }

    private static ObjectNode attribute(String logicalId, String name) {
        return TREE.objectNode().put("Fn::GetAtt", logicalId + "." + name);
    }

    /** Maps are merged, everything else of the function replaces the global. */
    private static ObjectNode merged(JsonNode global, JsonNode own) {
        ObjectNode all = global.isObject() ? global.deepCopy() : TREE.objectNode();
        own.properties().forEach(entry -> {
            JsonNode below = all.path(entry.getKey());
            boolean maps = isMap(below) && isMap(entry.getValue());
            all.set(entry.getKey(), maps ? merged(below, entry.getValue()) : entry.getValue());
        });
        return all;
    }

    private static boolean isMap(JsonNode node) {
        String first = node.isObject() && node.size() == 1 ? node.fieldNames().next() : "";
        return node.isObject() && !first.equals("Ref") && !first.startsWith("Fn::");
    }
}
