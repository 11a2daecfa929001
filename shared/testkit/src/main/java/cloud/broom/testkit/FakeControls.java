package cloud.broom.testkit;

import cloud.broom.control.Control;
import cloud.broom.control.Controls;
import cloud.broom.control.Exemption;
import cloud.broom.control.Exemptions;
import cloud.broom.control.Glob;
import cloud.broom.control.Stop;
import cloud.broom.job.JobName;
import cloud.broom.run.StoreUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kill switch and exemptions in memory. For one thread. */
public final class FakeControls implements Controls {
    /** What can be asked of it. */
    public enum Call {
        READ,
        EXEMPTIONS,
        ADD,
        REMOVE,
        STOP,
        GO
    }

    private final List<Exemption> exemptions = new ArrayList<>();
    private final Calls<Call> calls = new Calls<>();
    private Control control = Control.NONE;

    @Override
    public Control read() {
        return calls.make(Call.READ, () -> control);
    }

    @Override
    public Exemptions exemptions() {
        return calls.make(Call.EXEMPTIONS, () -> new Exemptions(control.exemptions(), exemptions));
    }

    @Override
    public void add(Exemption exemption) {
        calls.make(Call.ADD, () -> {
            exemptions.removeIf(one -> is(one, exemption.glob(), exemption.job()));
            exemptions.add(exemption);
            move();
        });
    }

    @Override
    public boolean remove(Glob glob, Optional<JobName> job) {
        return calls.make(Call.REMOVE, () -> {
            boolean was = exemptions.removeIf(one -> is(one, glob, job));
            if (was) {
                move();
            }
            return was;
        });
    }

    @Override
    public void stop(Stop stop) {
        calls.make(Call.STOP, () -> {
            control = new Control(Optional.of(stop), control.exemptions());
        });
    }

    @Override
    public void go(String by, Instant at) {
        calls.make(Call.GO, () -> {
            control = new Control(Optional.empty(), control.exemptions());
        });
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }

    /** The next call of a kind fails and has no effect. */
    public void failNext(Call call) {
        calls.next(call, Fault.failing(unavailable(call)));
    }

    /** Every call of a kind fails, until told otherwise; empty mends all. */
    public void failEvery(Optional<Call> kind) {
        calls.each(call -> kind.filter(call::equals).isPresent() ? Fault.failing(unavailable(call)) : Fault.NONE);
    }

    /** Spoils what is kept: an exemption that cannot be read stands there, as somebody may leave it who edits the table by hand. */
    public void corrupt(Glob glob, String problem) {
        exemptions.add(Exemption.malformed(glob, problem));
        move();
    }

    private void move() {
        control = new Control(control.stopped(), control.exemptions() + 1);
    }

    private static boolean is(Exemption one, Glob glob, Optional<JobName> job) {
        return one.glob().equals(glob) && one.job().equals(job);
    }

    private static StoreUnavailable unavailable(Call call) {
        return new StoreUnavailable("told to fail: " + call);
    }
}
