package cloud.broom.local.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * The minutes in which the cloud was there. Where its clock jumps, because a test moved it or the machine slept, the minutes
 * between were not lived: nothing could happen in them, so that nothing did says nothing. Guarded by its owner.
 */
final class Lived {
    private static final int MINUTES_MOST = 8 * 24 * 60;

    private final TreeSet<Instant> minutes = new TreeSet<>();

    void mark(Instant now) {
        minutes.add(now.truncatedTo(ChronoUnit.MINUTES));
        if (minutes.size() > MINUTES_MOST) {
            minutes.pollFirst();
        }
    }

    /** Beginnings of the newest periods that were lived, at least in part, and are over; the oldest first. */
    List<Instant> periods(Duration period, int most, Instant since, Instant now) {
        List<Instant> newest = new ArrayList<>();
        for (Instant minute : minutes.descendingSet()) {
            Instant start = Metrics.floor(minute, period);
            boolean over = !start.plus(period).isAfter(now);
            if (newest.size() == most || !start.plus(period).isAfter(since)) {
                break;
            }
            if (over && !newest.contains(start)) {
                newest.add(start);
            }
        }
        Collections.reverse(newest);
        return newest;
    }
}
