package cloud.broom.testkit;

import cloud.broom.testkit.contract.TimersContract;
import cloud.broom.watch.Timer;
import cloud.broom.watch.Timers;
import java.time.Instant;

final class FakeTimersTest extends TimersContract {
    private static final String GROUP = "arn:aws:scheduler:eu-central-1:123456789012:schedule/default/";

    private final FakeTimers timers = new FakeTimers();

    @Override
    protected Timers timers() {
        return timers;
    }

    @Override
    protected void put(Wish wish) {
        timers.put(new Timer(
                GROUP + wish.name(),
                "function",
                wish.enabled(),
                wish.firing(),
                wish.input(),
                Instant.parse("2026-01-31T03:00:00Z")));
    }

    @Override
    protected void remove(String name) {
        timers.remove(GROUP + name);
    }
}
