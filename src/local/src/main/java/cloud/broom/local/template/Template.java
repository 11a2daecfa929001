package cloud.broom.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A template with its parameters given: which resources it wants, in which order, and what it tells when they are there. */
final class Template {
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Conditions",
            "Mappings",
            "Globals",
            "Resources",
            "Outputs");
    private static final Set<String> ATTRIBUTES =
            Set.of("Type", "Properties", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata");

    private final JsonNode tree;
    private final Scope scope;
    private final Intrinsics intrinsics;

    Template(JsonNode tree, Map<String, String> pseudo, Map<String, String> given) {
        only(tree, SECTIONS, "template");
        only(tree.path("Globals"), Set.of("Function"), "Globals");
        String transform = tree.path("Transform").asText("AWS::Serverless-2016-10-31");
        if (!transform.equals("AWS::Serverless-2016-10-31")) {
            throw new TemplateRefusedException("Transform", "the local cloud knows SAM's only, not " + transform);
        }
        this.tree = tree;
        this.scope = new Scope(tree, pseudo, Parameters.of(tree, given));
        this.intrinsics = new Intrinsics(scope);
        tree.path("Rules").properties().forEach(rule -> check("Rules." + rule.getKey(), rule.getValue()));
    }

    /** Type and raw properties of every resource whose condition holds, serverless ones taken apart. */
    Map<String, ObjectNode> resources() {
        Map<String, ObjectNode> wanted = new LinkedHashMap<>();
        tree.path("Resources").properties().forEach(entry -> {
            String place = "Resources." + entry.getKey();
            JsonNode resource = entry.getValue();
            only(resource, ATTRIBUTES, place);
            if (!resource.has("Condition")
                    || intrinsics.holds(resource.path("Condition").asText(), place)) {
                if (resource.path("Type").asText().equals(ServerlessFunction.TYPE)) {
                    wanted.putAll(ServerlessFunction.expand(entry.getKey(), resource, tree.path("Globals")));
                } else {
                    wanted.put(entry.getKey(), (ObjectNode) resource);
                }
            }
        });
        return wanted;
    }

    /** The properties of a resource, worked out with what was made before it. */
    Properties properties(String logicalId, ObjectNode resource) {
        String place = "Resources." + logicalId + ".Properties";
        return new Properties(place, intrinsics.resolve(resource.path("Properties"), place));
    }

    void made(String logicalId, Created resource) {
        scope.add(logicalId, resource);
    }

    Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        tree.path("Outputs").properties().forEach(entry -> {
            String place = "Outputs." + entry.getKey();
            JsonNode condition = entry.getValue().path("Condition");
            if (condition.isMissingNode() || intrinsics.holds(condition.asText(), place)) {
                outputs.put(entry.getKey(), intrinsics.text(entry.getValue().path("Value"), place));
            }
        });
        return outputs;
    }

    private void check(String place, JsonNode rule) {
        JsonNode when = rule.path("RuleCondition");
        if (when.isMissingNode() || intrinsics.holds(when, place)) {
            for (JsonNode assertion : rule.path("Assertions")) {
                if (!intrinsics.holds(assertion.path("Assert"), place)) {
                    throw new TemplateRefusedException(
                            place, assertion.path("AssertDescription").asText("an assertion does not hold"));
                }
            }
        }
    }

    private static void only(JsonNode node, Set<String> known, String place) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new TemplateRefusedException(place + "." + name, "the local cloud does not know this");
            }
        });
    }
}
