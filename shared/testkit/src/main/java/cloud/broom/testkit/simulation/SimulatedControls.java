package cloud.broom.testkit.simulation;

import cloud.broom.control.Control;
import cloud.broom.control.Controls;
import cloud.broom.control.Exemption;
import cloud.broom.control.Exemptions;
import cloud.broom.control.Glob;
import cloud.broom.control.Stop;
import cloud.broom.job.JobName;
import cloud.broom.testkit.FakeControls;
import java.time.Instant;
import java.util.Optional;

/** Kill switch and exemptions as one invocation meets them, across the boundary. */
final class SimulatedControls implements Controls {
    private final FakeControls store;
    private final Visit visit;
    private final Boundary boundary;

    SimulatedControls(FakeControls store, Visit visit, Boundary boundary) {
        this.store = store;
        this.visit = visit;
        this.boundary = boundary;
    }

    @Override
    public Control read() {
        visit.looks().brakes();
        return boundary.pass(visit, PortCall.CONTROL_READ, () -> "", strike -> {
            Control control = store.read();
            visit.looks()
                    .passed(control.stopped().isPresent(), store.exemptions().all());
            return control;
        });
    }

    @Override
    public Exemptions exemptions() {
        return boundary.pass(visit, PortCall.EXEMPTIONS, () -> "", strike -> store.exemptions());
    }

    @Override
    public void add(Exemption exemption) {
        throw people();
    }

    @Override
    public boolean remove(Glob glob, Optional<JobName> job) {
        throw people();
    }

    @Override
    public void stop(Stop stop) {
        throw people();
    }

    @Override
    public void go(String by, Instant at) {
        throw people();
    }

    private static UnsupportedOperationException people() {
        return new UnsupportedOperationException("people change the controls, invocations do not");
    }
}
