package cloud.broom.it.way.contract;

import cloud.broom.watch.Timer;
import cloud.broom.watch.Timers;
import java.util.List;
import java.util.Optional;

/** Schedules but those that the template makes itself. */
record WithoutSample(Timers whole) implements Timers {
    @Override
    public List<Timer> all() {
        return whole.all().stream()
                .filter(timer -> !timer.input().contains("sample-stale-objects"))
                .toList();
    }

    @Override
    public Optional<Timer> find(String arn) {
        return whole.find(arn);
    }
}
