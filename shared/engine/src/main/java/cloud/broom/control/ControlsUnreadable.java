package cloud.broom.control;

import cloud.broom.run.StoreUnavailable;

/** Kill switch or exemptions cannot be read: a run neither plans nor acts until they can. */
public final class ControlsUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ControlsUnreadable(String what, StoreUnavailable why) {
        super(what + " cannot be read, so nothing is done: " + why.getMessage(), why);
    }
}
