package cloud.broom;

import cloud.broom.json.Json;
import cloud.broom.task.Outcome;
import cloud.broom.task.Resource;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a second look makes of a batch.
 *
 * @param fit as it was planned: to be acted on
 * @param unfit the outcome of each that is not, and is left alone
 */
record Recheck<R extends Record & Resource>(List<R> fit, Map<String, Outcome> unfit) {
    private static final int SHOWN_CHARS = 100;

    /** Compares what was planned with what there is now, by id. */
    static <R extends Record & Resource> Recheck<R> of(List<R> planned, Map<String, R> now) {
        List<R> fit = new ArrayList<>();
        Map<String, Outcome> unfit = new LinkedHashMap<>();
        for (R was : planned) {
            R is = now.get(was.id());
            if (was.equals(is)) {
                fit.add(was);
            } else {
                unfit.put(was.id(), is == null ? Outcome.gone() : Outcome.changed(difference(was, is)));
            }
        }
        return new Recheck<>(fit, unfit);
    }

    /** The outcomes of what was acted on, and of what was not. */
    Map<String, Outcome> with(Map<String, Outcome> acted) {
        Map<String, Outcome> all = new LinkedHashMap<>(unfit);
        all.putAll(acted);
        return all;
    }

    private static String difference(Record was, Record is) {
        JsonNode before = Json.tree(was);
        JsonNode after = Json.tree(is);
        return Stream.concat(names(before), names(after))
                .distinct()
                .filter(name -> !before.path(name).equals(after.path(name)))
                .map(name -> name + " was " + shown(before.path(name)) + ", is " + shown(after.path(name)))
                .collect(Collectors.joining("; "));
    }

    private static Stream<String> names(JsonNode record) {
        return record.properties().stream().map(Map.Entry::getKey);
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.isTextual() ? value.asText() : value.toString();
        return text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text;
    }
}
