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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A store of runs of which some answer or write is to be bent. */
class RunsWithout implements Runs {
    final Runs store;

    RunsWithout(Runs store) {
        this.store = store;
    }

    @Override
    public Written commit(Commit commit) {
        return store.commit(commit);
    }

    @Override
    public Optional<Run> find(RunId id) {
        return store.find(id);
    }

    @Override
    public Place place(JobName job) {
        return store.place(job);
    }

    @Override
    public Taken taken(LocalDate day, JobName job) {
        return store.taken(day, job);
    }

    @Override
    public int starts(JobName job, Instant hour) {
        return store.starts(job, hour);
    }

    @Override
    public Optional<Registered> registered(JobName name) {
        return store.registered(name);
    }

    @Override
    public void pause(JobName name, String by, Instant at) {
        store.pause(name, by, at);
    }

    @Override
    public void unpause(JobName name) {
        store.unpause(name);
    }

    @Override
    public Written order(Order order) {
        return store.order(order);
    }

    @Override
    public List<Order> orders(RunId run) {
        return store.orders(run);
    }

    @Override
    public void refuse(Order order, String why, Instant at) {
        store.refuse(order, why, at);
    }

    @Override
    public List<Due> due(Instant now, int atMost) {
        return store.due(now, atMost);
    }

    @Override
    public Written bury(Burial burial) {
        return store.bury(burial);
    }

    @Override
    public Written report(Report report) {
        return store.report(report);
    }

    @Override
    public Health health(JobName job) {
        return store.health(job);
    }

    @Override
    public List<Health> troubled(int atMost) {
        return store.troubled(atMost);
    }

    @Override
    public Optional<SlotUse> slot(JobName job, Slot slot) {
        return store.slot(job, slot);
    }

    @Override
    public Optional<Letter> letter(String id) {
        return store.letter(id);
    }
}
