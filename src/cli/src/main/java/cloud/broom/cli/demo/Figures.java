package cloud.broom.cli.demo;

import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came out, by chapter or by scene of one, and what of it was not as expected. */
final class Figures {
    private final Map<String, Map<String, Object>> byPlace = new LinkedHashMap<>();
    private final List<String> unexpected = new ArrayList<>();

    /** @param place a chapter, or a chapter and its scene with a slash between */
    void note(String place, String name, Object value) {
        byPlace.computeIfAbsent(place, first -> new LinkedHashMap<>()).put(name, value);
    }

    void expect(String place, String name, Object expected, Object actual) {
        note(place, name, actual);
        if (!expected.toString().equals(actual.toString())) {
            unexpected.add(place + ": " + name + " is " + actual + ", not " + expected);
        }
    }

    /** One sentence each; empty if all is as expected. */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    ObjectNode json() {
        ObjectNode root = Json.object();
        ObjectNode chapters = root.putObject("chapters");
        byPlace.forEach((place, figures) -> figures.forEach(
                (name, value) -> chapters.withObject("/" + place).set(name, Json.tree(value))));
        root.set("unexpected", Json.tree(unexpected));
        return root;
    }
}
