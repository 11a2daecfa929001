package cloud.broom.testkit.simulation;

import cloud.broom.incident.Health;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.run.Burial;
import cloud.broom.run.Commit;
import cloud.broom.run.Due;
import cloud.broom.run.Letter;
import cloud.broom.run.Order;
import cloud.broom.run.Place;
import cloud.broom.run.Registered;
import cloud.broom.run.Report;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Taken;
import cloud.broom.testkit.FakeRuns;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The store of runs as one invocation meets it, across the boundary. */
final class SimulatedRuns implements Runs {
    private final FakeRuns fake;
    private final Runs store;
    private final Laws laws;
    private final Visit visit;
    private final Boundary boundary;

    SimulatedRuns(FakeRuns fake, Runs store, Laws laws, Visit visit, Boundary boundary) {
        this.fake = fake;
        this.store = store;
        this.laws = laws;
        this.visit = visit;
        this.boundary = boundary;
    }

    @Override
    public Written commit(Commit commit) {
        return boundary.pass(
                visit,
                PortCall.COMMIT,
                () -> Shown.of(commit.run()),
                strike -> transaction(strike, () -> laws.commit(visit, commit, () -> store.commit(commit))));
    }

    @Override
    public Written bury(Burial burial) {
        return boundary.pass(
                visit,
                PortCall.BURY,
                () -> burial.run().toString(),
                strike -> transaction(strike, () -> laws.bury(visit, burial, () -> store.bury(burial))));
    }

    @Override
    public Optional<Run> find(RunId id) {
        return ask(PortCall.FIND, id, () -> store.find(id));
    }

    @Override
    public Place place(JobName job) {
        return ask(PortCall.PLACE, job, () -> store.place(job));
    }

    @Override
    public Taken taken(LocalDate day, JobName job) {
        return ask(PortCall.TAKEN, job, () -> store.taken(day, job));
    }

    @Override
    public int starts(JobName job, Instant hour) {
        return ask(PortCall.STARTS, job, () -> store.starts(job, hour));
    }

    @Override
    public Optional<Registered> registered(JobName name) {
        return ask(PortCall.REGISTERED, name, () -> store.registered(name));
    }

    @Override
    public void pause(JobName name, String by, Instant at) {
        tell(PortCall.PAUSE, name, () -> store.pause(name, by, at));
    }

    @Override
    public void unpause(JobName name) {
        tell(PortCall.UNPAUSE, name, () -> store.unpause(name));
    }

    @Override
    public Written order(Order order) {
        return boundary.pass(visit, PortCall.ORDER, order::toString, strike -> store.order(order));
    }

    @Override
    public List<Order> orders(RunId run) {
        return ask(PortCall.ORDERS, run, () -> store.orders(run));
    }

    @Override
    public void refuse(Order order, String why, Instant at) {
        tell(PortCall.REFUSE, order, () -> store.refuse(order, why, at));
    }

    @Override
    public List<Due> due(Instant now, int atMost) {
        return boundary.pass(visit, PortCall.DUE, now::toString, strike -> {
            if (strike.equals(Optional.of(Strike.STALE_INDEX))) {
                fake.staleNext();
            }
            return store.due(now, atMost);
        });
    }

    @Override
    public Written report(Report report) {
        return boundary.pass(
                visit,
                PortCall.REPORT,
                () -> report.at().toString(),
                strike -> transaction(strike, () -> laws.report(visit, report, () -> store.report(report))));
    }

    @Override
    public Health health(JobName job) {
        return ask(PortCall.HEALTH, job, () -> store.health(job));
    }

    @Override
    public List<Health> troubled(int atMost) {
        return ask(PortCall.TROUBLED, atMost, () -> store.troubled(atMost));
    }

    @Override
    public Optional<SlotUse> slot(JobName job, Slot slot) {
        return ask(PortCall.SLOT, job, () -> store.slot(job, slot));
    }

    @Override
    public Optional<Letter> letter(String id) {
        return ask(PortCall.LETTER, id, () -> store.letter(id));
    }

    private static Written transaction(Optional<Strike> strike, Supplier<Written> write) {
        if (strike.equals(Optional.of(Strike.CONFLICT))) {
            return Written.CONFLICT;
        }
        Written written = write.get();
        return strike.equals(Optional.of(Strike.SENT_TWICE)) ? Written.CONFLICT : written;
    }

    private <T> T ask(PortCall call, Object about, Supplier<T> effect) {
        return boundary.pass(visit, call, about::toString, strike -> effect.get());
    }

    private void tell(PortCall call, Object about, Runnable effect) {
        boundary.pass(visit, call, about::toString, strike -> {
            effect.run();
            return "done";
        });
    }
}
