package cloud.broom.testkit;

import cloud.broom.Outbox;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Posted;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The notices that were written to a {@link FakeRuns}, and what became of them. For one thread. */
final class Posts {
    private final Map<String, Posted> waiting = new TreeMap<>();
    private final SortedMap<String, Instant> due = new TreeMap<>();
    private final Map<String, Instant> told = new HashMap<>();
    private final Map<String, Instant> expired = new TreeMap<>();

    void put(Notice notice, Instant at) {
        waiting.put(notice.id(), Posted.fresh(notice, at));
        due.put(notice.id(), Outbox.due(notice, at));
    }

    Optional<Posted> waiting(String id) {
        return Optional.ofNullable(waiting.get(id));
    }

    List<Posted> waiting() {
        return List.copyOf(waiting.values());
    }

    /** When each that waits is due, in the order of their ids: a world that is played again meets them in the same one. */
    SortedMap<String, Instant> due() {
        return Collections.unmodifiableSortedMap(due);
    }

    Optional<Instant> told(String id) {
        return Optional.ofNullable(told.get(id));
    }

    Map<String, Instant> expired() {
        return Map.copyOf(expired);
    }

    void delivered(String id, Instant at) {
        if (close(id)) {
            told.put(id, at);
        }
    }

    void expire(String id, Instant at) {
        if (close(id)) {
            expired.put(id, at);
        }
    }

    void postpone(String id, Instant until, String error) {
        waiting.computeIfPresent(id, (any, posted) -> posted.refused(error));
        due.computeIfPresent(id, (any, before) -> until);
    }

    private boolean close(String id) {
        due.remove(id);
        return waiting.remove(id) != null;
    }
}
