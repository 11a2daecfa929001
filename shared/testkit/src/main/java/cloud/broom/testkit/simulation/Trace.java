package cloud.broom.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a world, a line each: only of a world that is looked at, since lines cost more than the world does. */
final class Trace {
    private final boolean kept;
    private final Instant begin;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean kept, Instant begin) {
        this.kept = kept;
        this.begin = begin;
    }

    void line(Instant at, Object who, Supplier<String> what) {
        if (kept) {
            Duration passed = Duration.between(begin, at);
            lines.add("%02d:%02d:%02d.%03d %-14s %s"
                    .formatted(
                            passed.toHours(),
                            passed.toMinutesPart(),
                            passed.toSecondsPart(),
                            passed.toMillisPart(),
                            who,
                            what.get()));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
