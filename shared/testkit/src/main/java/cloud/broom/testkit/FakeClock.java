package cloud.broom.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when told, and never back. */
public final class FakeClock extends Clock {
    private Instant now;

    public FakeClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + length);
        }
        now = now.plus(length);
    }

    /** Moves to an instant; stays where it is if that has passed. */
    public void advanceTo(Instant instant) {
        now = instant.isAfter(now) ? instant : now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock knows UTC only, not " + zone);
    }
}
