package cloud.broom.it;

import java.time.Clock;

/** These tests watch real processes; this is where they get the time from. */
public final class RealTime {
    public static final Clock CLOCK = Clock.systemUTC();

    private RealTime() {}
}
