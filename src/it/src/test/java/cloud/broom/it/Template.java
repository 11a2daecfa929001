package cloud.broom.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** template.yaml as a tree. The tags of intrinsic functions are dropped: {@code !Ref X} reads as the text X. */
public final class Template {
    private final JsonNode root;

    private Template(JsonNode root) {
        this.root = root;
    }

    public static Template read() {
        try {
            return new Template(new ObjectMapper(new YAMLFactory())
                    .readTree(Checkout.root().resolve("template.yaml").toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("template.yaml cannot be read", unreadable);
        }
    }

    JsonNode parameters() {
        return root.path("Parameters");
    }

    /** What every function gets in its environment. */
    JsonNode environment() {
        return root.at("/Globals/Function/Environment/Variables");
    }

    /** The resources of a type, by logical id. */
    public Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        root.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals(type)) {
                found.put(resource.getKey(), resource.getValue().path("Properties"));
            }
        });
        return found;
    }

    public Map<String, JsonNode> resources() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        root.path("Resources").properties().forEach(resource -> all.put(resource.getKey(), resource.getValue()));
        return all;
    }

    public JsonNode resource(String id) {
        return root.path("Resources").path(id);
    }

    Map<String, JsonNode> functions() {
        return resources("AWS::Serverless::Function");
    }

    /** The logical id of the function whose code lies in that folder of functions/. */
    String functionOf(String folder) {
        return functions().entrySet().stream()
                .filter(function ->
                        function.getValue().path("CodeUri").asText().startsWith("functions/" + folder + "/"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("template.yaml has no function of functions/" + folder));
    }

    /** The statements of a role's policies, those behind a condition included. */
    public List<JsonNode> statements(JsonNode role) {
        List<JsonNode> found = new ArrayList<>();
        role.path("Policies").findValues("Statement").forEach(list -> list.forEach(found::add));
        return found;
    }
}
