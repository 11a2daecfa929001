package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.control.ControlView;
import cloud.broom.fact.Cache;

/** What one invocation knows of its run's surroundings, or finds out as it needs it. */
record Sight(Cache cache, ControlView controls, Grace grace, Invocation here) {
    /** To look just before acting: nothing that was kept is good enough then. */
    Sight uncached() {
        return new Sight(Cache.NONE, controls, grace, here);
    }
}
