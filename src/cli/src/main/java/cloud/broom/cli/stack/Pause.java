package cloud.broom.cli.stack;

import java.time.Duration;

/** Lets time pass between two looks at a run. */
@FunctionalInterface
public interface Pause {
    void hold(Duration length);
}
