package cloud.broom.run;

import cloud.broom.incident.Health;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.Need;
import cloud.broom.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One atomic write: all of it happens, or none.
 *
 * @param run as it is to be; it must stand at the version before, or not exist if its version is 1
 * @param place as it is to be, if it changes; it too must stand at the version before
 * @param history a line to add, if any
 * @param notices to be told of it
 * @param orders those it gives to other runs, and those to this run that it has folded in
 * @param takes changes of what is taken of a day's limits; each must fit
 * @param health of the job as it is to be, if it changes; it must stand at the version before
 */
public record Commit(
        Run run,
        Optional<Place> place,
        Optional<Entry> history,
        List<Notice> notices,
        Orders orders,
        List<Take> takes,
        Optional<Health> health) {
    public Commit {
        notices = List.copyOf(notices);
        takes = List.copyOf(takes);
        if (!notices.isEmpty() && history.isEmpty()) {
            throw new IllegalArgumentException(
                    "notices without a line of history, which says when they were written: " + run.id());
        }
    }

    /** A run's write and nothing beside it. */
    public static Commit of(Run run) {
        return new Commit(run, Optional.empty(), Optional.empty(), List.of(), Orders.NONE, List.of(), Optional.empty());
    }

    /** The same, of another state of the run. */
    public Commit writing(Run other) {
        return new Commit(other, place, history, notices, orders, takes, health);
    }

    public Commit placing(Place changed) {
        return new Commit(run, Optional.of(changed), history, notices, orders, takes, health);
    }

    public Commit noting(Entry line) {
        return new Commit(run, place, Optional.of(line), notices, orders, takes, health);
    }

    public Commit telling(List<Notice> news) {
        return new Commit(run, place, history, news, orders, takes, health);
    }

    public Commit opening(List<Order> given) {
        return new Commit(run, place, history, notices, new Orders(given, orders.closed), takes, health);
    }

    public Commit closing(List<Order> folded) {
        return new Commit(run, place, history, notices, new Orders(orders.opened, folded), takes, health);
    }

    public Commit taking(List<Take> changes) {
        return new Commit(run, place, history, notices, orders, changes, health);
    }

    public Commit telling(News news) {
        return new Commit(run, place, history, news.notices(), orders, takes, news.health());
    }

    /** The spec that is applied with this, where its job's next run wants to know: {@link Job#digest}. */
    public Optional<String> applied() {
        Job job = run.job();
        boolean asks = job.mode() == Mode.APPLY && job.approval().firstApply() == Need.REQUIRED;
        return Optional.of(job.digest()).filter(digest -> asks && run.state().status() == Status.COMPLETED);
    }

    /** When it is written. */
    public Instant at() {
        return history.map(Entry::at).orElse(run.asked().asOf());
    }

    /** Orders that a commit writes: opened ones are due at once, closed ones no more. */
    public record Orders(List<Order> opened, List<Order> closed) {
        static final Orders NONE = new Orders(List.of(), List.of());

        public Orders {
            opened = List.copyOf(opened);
            closed = List.copyOf(closed);
        }
    }
}
