package cloud.broom.testkit.simulation;

import cloud.broom.control.Keep;
import cloud.broom.control.Tags;
import cloud.broom.task.Verdict;
import cloud.broom.testkit.FakeTask;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one job cleans up, with what only the world knows of it: the truth about each resource and since when it is there. */
final class Resources {
    static final Resources NONE = new Resources(new FakeTask(1, 1));

    final FakeTask task;
    private final Set<String> tagged = new HashSet<>();
    private final Map<String, Known> known = new LinkedHashMap<>();

    Resources(FakeTask task) {
        this.task = task;
    }

    void add(String id, Verdict stale, Instant at) {
        if (!known.containsKey(id)) {
            known.put(id, new Known(stale, at, "1", 1));
            task.put(stale, id);
        }
    }

    /** Somebody else changes one. */
    void change(String id) {
        written(id, "'");
        task.change(id);
    }

    /** Somebody else writes one anew, with the content it had. */
    void rewrite(String id) {
        written(id, "");
        task.rewrite(id);
    }

    /** Somebody else removes one. */
    void remove(String id) {
        task.remove(id);
    }

    /** Somebody puts a tag on one that says to keep it, or takes it off. */
    void tag(String id) {
        if (!tagged.remove(id)) {
            tagged.add(id);
        }
    }

    /** What its service says of the tags of some. */
    Map<String, Tags> tags(List<String> ids) {
        return ids.stream()
                .collect(Collectors.toMap(
                        id -> id,
                        id -> Tags.of(
                                tagged.contains(id) ? Map.of(Keep.TAG, "yes") : Map.of("a", "b"), Instant.EPOCH)));
    }

    /** Since when one qualifies, if that can be told of it. */
    Optional<Instant> since(FakeTask.Item item) {
        return task.qualifiesSince(new FakeTask.Params("r"), item);
    }

    /** One as it is now, if it is there. */
    Optional<FakeTask.Item> now(String id) {
        return Optional.ofNullable(known.get(id)).filter(any -> isThere(id)).map(is -> task.reread(
                        new FakeTask.Params("r"), List.of(new FakeTask.Item(id, 0, is.stale, "", 0)))
                .get(id));
    }

    List<String> ids() {
        return List.copyOf(known.keySet());
    }

    boolean qualifies(String id) {
        return known.containsKey(id) && known(id).stale == Verdict.YES;
    }

    boolean isThere(String id) {
        return task.left().contains(id);
    }

    /** Those that have qualified since an instant and are there still. */
    List<String> standing(Instant since) {
        Set<String> left = Set.copyOf(task.left());
        return known.entrySet().stream()
                .filter(one -> left.contains(one.getKey())
                        && one.getValue().stale == Verdict.YES
                        && !one.getValue().since.isAfter(since))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether one is there, but no longer what it was. */
    boolean changed(FakeTask.Item planned) {
        return isThere(planned.id()) && known(planned.id()).writes != planned.writes();
    }

    /** Whether one is there with another content: even the act itself is conditional on that. */
    boolean changedInContent(FakeTask.Item planned) {
        return isThere(planned.id()) && !known(planned.id()).etag.equals(planned.etag());
    }

    private void written(String id, String more) {
        if (isThere(id)) {
            known.computeIfPresent(id, (key, was) -> new Known(was.stale, was.since, was.etag + more, was.writes + 1));
        }
    }

    private Known known(String id) {
        return known.getOrDefault(id, new Known(Verdict.NO, Instant.EPOCH, "", 0));
    }

    private record Known(Verdict stale, Instant since, String etag, int writes) {}
}
