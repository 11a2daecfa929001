package cloud.broom.run;

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
 */
public record Commit(Run run, Optional<Place> place, Optional<Entry> history, List<Notice> notices, Orders orders) {
    public Commit {
        notices = List.copyOf(notices);
        if (!notices.isEmpty() && history.isEmpty()) {
            throw new IllegalArgumentException(
                    "notices without a line of history, which says when they were written: " + run.id());
        }
    }

    /** A run's write and nothing beside it. */
    public static Commit of(Run run) {
        return new Commit(run, Optional.empty(), Optional.empty(), List.of(), Orders.NONE);
    }

    public Commit placing(Place changed) {
        return new Commit(run, Optional.of(changed), history, notices, orders);
    }

    public Commit noting(Entry line) {
        return new Commit(run, place, Optional.of(line), notices, orders);
    }

    public Commit telling(List<Notice> news) {
        return new Commit(run, place, history, news, orders);
    }

    public Commit opening(List<Order> given) {
        return new Commit(run, place, history, notices, new Orders(given, orders.closed));
    }

    public Commit closing(List<Order> folded) {
        return new Commit(run, place, history, notices, new Orders(orders.opened, folded));
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
