package cloud.broom.undos3staleobjects;

import cloud.broom.job.RunId;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What of which run is undone.
 *
 * @param items keys, {@code *} standing for any characters and {@code ?} for any one, as in an S3 policy; empty for all
 */
record Params(RunId run, List<String> items) {
    Params {
        items = List.copyOf(items);
        Refused.when(items.contains(""), "items", "has an empty one: name a key, or leave items out for all");
    }

    @JsonCreator
    static Params read(@JsonProperty("run") Optional<RunId> run, @JsonProperty("items") Optional<List<String>> items) {
        return new Params(
                run.orElseThrow(() -> new Refused("run", "is missing: the id of the run to undo")),
                items.orElse(List.of()));
    }

    boolean wants(String key) {
        return items.isEmpty() || items.stream().anyMatch(item -> matches(item, key));
    }

    /** Backs up to the last star only: what an earlier one stood for need not be tried again. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int from = 0;
        while (t < text.length()) {
            char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
            if (p < pattern.length() && wanted == '*') {
                star = p++;
                from = t;
            } else if (p < pattern.length() && (wanted == '?' || wanted == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++from;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }
}
