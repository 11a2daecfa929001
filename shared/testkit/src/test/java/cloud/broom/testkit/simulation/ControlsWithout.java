package cloud.broom.testkit.simulation;

import cloud.broom.control.Control;
import cloud.broom.control.Controls;
import cloud.broom.control.Exemption;
import cloud.broom.control.Exemptions;
import cloud.broom.control.Glob;
import cloud.broom.control.Stop;
import cloud.broom.job.JobName;
import java.time.Instant;
import java.util.Optional;

/** Controls some answer of which is to be bent. */
class ControlsWithout implements Controls {
    final Controls controls;

    ControlsWithout(Controls controls) {
        this.controls = controls;
    }

    @Override
    public Control read() {
        return controls.read();
    }

    @Override
    public Exemptions exemptions() {
        return controls.exemptions();
    }

    @Override
    public void add(Exemption exemption) {
        controls.add(exemption);
    }

    @Override
    public boolean remove(Glob glob, Optional<JobName> job) {
        return controls.remove(glob, job);
    }

    @Override
    public void stop(Stop stop) {
        controls.stop(stop);
    }

    @Override
    public void go(String by, Instant at) {
        controls.go(by, at);
    }
}
