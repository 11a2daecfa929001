package cloud.broom.cli.demo;

import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came out, by chapter, and what of it was not as expected. */
final class Figures {
    private final Map<String, Map<String, Object>> byChapter = new LinkedHashMap<>();
    private final List<String> unexpected = new ArrayList<>();

    void note(String chapter, String name, Object value) {
        byChapter.computeIfAbsent(chapter, first -> new LinkedHashMap<>()).put(name, value);
    }

    void expect(String chapter, String name, Object expected, Object actual) {
        note(chapter, name, actual);
        if (!expected.toString().equals(actual.toString())) {
            unexpected.add(chapter + ": " + name + " is " + actual + ", not " + expected);
        }
    }

    /** One sentence each; empty if all is as expected. */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    ObjectNode json() {
        ObjectNode root = Json.object();
        root.set("chapters", Json.tree(byChapter));
        root.set("unexpected", Json.tree(unexpected));
        return root;
    }
}
