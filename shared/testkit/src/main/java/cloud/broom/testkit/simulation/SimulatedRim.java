package cloud.broom.testkit.simulation;

import cloud.broom.job.RunId;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Outlet;
import cloud.broom.watch.Waker;

/** What leaves the product, as one invocation meets it: notices that are told, and functions that are woken. */
final class SimulatedRim implements Outlet, Waker {
    private final Fakes fakes;
    private final Functions functions;
    private final Laws laws;
    private final Visit visit;
    private final Boundary boundary;
    private final Rigging rigging;

    SimulatedRim(World world, Visit visit) {
        this.fakes = world.fakes;
        this.functions = world.functions;
        this.laws = world.laws;
        this.visit = visit;
        this.boundary = world.boundary;
        this.rigging = world.rigging;
    }

    @Override
    public void deliver(Notice notice) {
        boundary.pass(visit, PortCall.DELIVER, notice::id, strike -> {
            Notice told = rigging.told(notice, visit);
            fakes.outlet().deliver(told);
            laws.told(visit, told);
            return "told";
        });
    }

    @Override
    public void wake(RunId run, String function) {
        boundary.pass(visit, PortCall.WAKE, () -> run + " by " + function, strike -> {
            fakes.waker().wake(run, function);
            fakes.waker().take().forEach(wake -> functions.woken(wake, strike));
            return "taken";
        });
    }

    @Override
    public void call(String payload, String function) {
        boundary.pass(visit, PortCall.CALL, () -> payload + " by " + function, strike -> {
            fakes.waker().call(payload, function);
            fakes.waker().takeCalls().forEach(call -> functions.called(call, strike));
            return "taken";
        });
    }
}
