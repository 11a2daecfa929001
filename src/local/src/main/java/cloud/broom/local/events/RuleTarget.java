package cloud.broom.local.events;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A target of a rule, as PutTargets names it, and what of an event it gets. */
record RuleTarget(ObjectNode wish) {
    private static final Set<String> KNOWN =
            Set.of("Id", "Arn", "RoleArn", "Input", "InputPath", "InputTransformer", "DeadLetterConfig", "RetryPolicy");
    private static final Pattern PLACEHOLDER = Pattern.compile("<([A-Za-z0-9_.-]+)>");

    static RuleTarget of(JsonNode wish) {
        if (!(wish instanceof ObjectNode tree)) {
            throw new AwsError(400, "ValidationException", "a target is no object: " + wish);
        }
        tree.fieldNames().forEachRemaining(member -> {
            if (!KNOWN.contains(member)) {
                throw AwsError.notImplemented(member + " of a rule's target");
            }
        });
        return new RuleTarget(tree.deepCopy());
    }

    String id() {
        return wish.path("Id").asText();
    }

    String arn() {
        return wish.path("Arn").asText();
    }

    String deadLetters() {
        return wish.path("DeadLetterConfig").path("Arn").asText();
    }

    /** What the target gets of an event. */
    String input(Event event, String ruleArn, Instant ingested) {
        if (wish.has("Input")) {
            return wish.path("Input").asText();
        }
        if (wish.has("InputPath")) {
            return Json.write(at(event.tree(), wish.path("InputPath").asText()));
        }
        return wish.has("InputTransformer") ? transformed(event, ruleArn, ingested) : event.text();
    }

    private String transformed(Event event, String ruleArn, Instant ingested) {
        Map<String, JsonNode> values = new HashMap<>();
        JsonNode transformer = wish.path("InputTransformer");
        transformer
                .path("InputPathsMap")
                .properties()
                .forEach(path -> values.put(
                        path.getKey(), at(event.tree(), path.getValue().asText())));
        values.put("aws.events.rule-arn", text(ruleArn));
        values.put("aws.events.rule-name", text(ruleArn.substring(ruleArn.lastIndexOf('/') + 1)));
        values.put("aws.events.event.ingestion-time", text(ingested.toString()));
        values.put("aws.events.event.json", event.tree());
        values.put("aws.events.event", event.tree().deepCopy().without("detail"));
        String template = transformer.path("InputTemplate").asText();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        return placeholder.replaceAll(found -> {
            if (!values.containsKey(found.group(1))) {
                return Matcher.quoteReplacement(found.group());
            }
            JsonNode value = values.get(found.group(1));
            return Matcher.quoteReplacement(
                    quoted(template, found.start())
                            ? inString(value)
                            : value.isMissingNode() ? "null" : Json.write(value));
        });
    }

    /** Within a string of the template a text stands without quotes of its own, everything else as JSON. */
    private static String inString(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        String escaped = Json.write(text(value.isTextual() ? value.asText() : Json.write(value)));
        return escaped.substring(1, escaped.length() - 1);
    }

    private static boolean quoted(String template, int at) {
        boolean quoted = false;
        for (int i = 0; i < at; i++) {
            if (template.charAt(i) == '\\') {
                i++;
            } else if (template.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return quoted;
    }

    private static JsonNode text(String text) {
        return Json.object().textNode(text);
    }

    /** {@code $.detail.items[0].id}: names and indexes, all that EventBridge documents. */
    private static JsonNode at(JsonNode tree, String path) {
        if (!path.startsWith("$")) {
            throw new AwsError(400, "ValidationException", "Invalid InputPath: " + path);
        }
        String pointer = path.substring(1).replace("[", ".").replace("]", "").replace('.', '/');
        return tree.at(JsonPointer.compile(pointer));
    }
}
