package cloud.broom.control;

import cloud.broom.job.JobName;
import java.time.Instant;
import java.util.Optional;

/** Controls nobody can use. */
final class NoControls implements Controls {
    @Override
    public Control read() {
        return Control.NONE;
    }

    @Override
    public Exemptions exemptions() {
        return Exemptions.NONE;
    }

    @Override
    public void add(Exemption exemption) {
        throw new UnsupportedOperationException("nothing keeps an exemption here: " + exemption);
    }

    @Override
    public boolean remove(Glob glob, Optional<JobName> job) {
        return false;
    }

    @Override
    public void stop(Stop stop) {
        throw new UnsupportedOperationException("nothing is stopped from here: " + stop);
    }

    @Override
    public void go(String by, Instant at) {}
}
