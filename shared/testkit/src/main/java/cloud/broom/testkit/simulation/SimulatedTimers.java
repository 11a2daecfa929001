package cloud.broom.testkit.simulation;

import cloud.broom.watch.Timer;
import cloud.broom.watch.Timers;
import java.util.List;
import java.util.Optional;

/** The schedules as one pass of the watchdog meets them, across the boundary. */
record SimulatedTimers(Timers timers, Visit visit, Boundary boundary) implements Timers {
    @Override
    public List<Timer> all() {
        return boundary.pass(visit, PortCall.TIMERS_ALL, () -> "all", strike -> timers.all());
    }

    @Override
    public Optional<Timer> find(String arn) {
        return boundary.pass(visit, PortCall.TIMERS_FIND, () -> arn, strike -> timers.find(arn));
    }
}
