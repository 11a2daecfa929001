package cloud.broom.local.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Every metric, by the minute; the last two weeks of minutes that have a value. Thread-safe. */
public final class Metrics {
    private static final int MINUTES_MOST = 14 * 24 * 60;

    private final Map<MetricId, NavigableMap<Instant, Statistics>> series = new ConcurrentHashMap<>();

    /** Counts a value at a time. */
    public void put(MetricId metric, Instant at, double value) {
        put(metric, at, Statistics.of(value));
    }

    void put(MetricId metric, Instant at, Statistics values) {
        NavigableMap<Instant, Statistics> minutes =
                series.computeIfAbsent(metric, any -> new ConcurrentSkipListMap<>());
        minutes.merge(at.truncatedTo(ChronoUnit.MINUTES), values, Statistics::plus);
        while (minutes.size() > MINUTES_MOST) {
            minutes.pollFirstEntry();
        }
    }

    Set<MetricId> all() {
        return Set.copyOf(series.keySet());
    }

    /** What came within one period, if anything did. */
    Optional<Statistics> within(MetricId metric, Instant from, Duration period) {
        return Optional.ofNullable(series.get(metric))
                .flatMap(minutes -> minutes.subMap(from, from.plus(period)).values().stream()
                        .reduce(Statistics::plus));
    }

    /** The beginnings of the periods in that time in which anything came. */
    Set<Instant> periods(MetricId metric, Instant from, Instant until, Duration period) {
        NavigableMap<Instant, Boolean> starts = new TreeMap<>();
        NavigableMap<Instant, Statistics> minutes = series.getOrDefault(metric, new ConcurrentSkipListMap<>());
        if (from.isBefore(until)) {
            minutes.subMap(from, until).keySet().forEach(minute -> starts.put(floor(minute, period), true));
        }
        return starts.keySet();
    }

    /** The beginning of the period that an instant is in. */
    static Instant floor(Instant at, Duration period) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), period.toSeconds()) * period.toSeconds());
    }
}
