package cloud.broom.local.logs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The newest lines of a log group, and its streams. Thread-safe. */
final class LogGroup {
    private static final int LINES_MOST = 20_000;

    private final String name;
    private final Instant created;
    private final Map<String, Instant> streams = new TreeMap<>();
    private final Deque<LogEvent> lines = new ArrayDeque<>();
    private OptionalInt retentionDays = OptionalInt.empty();
    private long next = 1;

    LogGroup(String name, Instant created) {
        this.name = name;
        this.created = created;
    }

    String name() {
        return name;
    }

    Instant created() {
        return created;
    }

    synchronized OptionalInt retentionDays() {
        return retentionDays;
    }

    synchronized void retain(OptionalInt days) {
        retentionDays = days;
    }

    /** Adds a stream, if it is new; says whether it was. */
    synchronized boolean stream(String stream, Instant now) {
        return streams.putIfAbsent(stream, now) == null;
    }

    synchronized void add(String stream, Instant at, String message) {
        streams.putIfAbsent(stream, at);
        lines.addLast(new LogEvent(next++, stream, at, message));
        if (lines.size() > LINES_MOST) {
            lines.removeFirst();
        }
    }

    /** Streams with the time of their making. */
    synchronized Map<String, Instant> streams() {
        return new TreeMap<>(streams);
    }

    synchronized List<LogEvent> lines() {
        return List.copyOf(lines);
    }
}
