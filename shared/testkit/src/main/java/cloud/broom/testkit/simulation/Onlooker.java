package cloud.broom.testkit.simulation;

import cloud.broom.run.Run;

/** Hears of what happens to runs, and may have somebody do something about it. */
interface Onlooker {
    /** An invocation has taken it. */
    void claimed(Run run);

    /** It waits for a person. */
    void parked(Run run);
}
