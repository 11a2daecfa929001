package cloud.broom.run;

import cloud.broom.call.Invocation;
import cloud.broom.notice.Notice;
import cloud.broom.retry.Attempts;
import java.util.List;
import java.util.Optional;

/** A run under its lease: the only writer of its record. Lives no longer than its invocation. */
public final class Held {
    private final Invocation here;
    private final Ledger ledger;
    private final Optional<Halt> verdict;
    private final long claimedAt;
    private Run now;

    Held(Run claimed, Optional<Halt> verdict, Runs runs, Invocation here) {
        this.here = here;
        this.ledger = new Ledger(runs, here);
        this.verdict = verdict;
        this.claimedAt = claimed.stamp().version();
        this.now = claimed;
    }

    public Run now() {
        return now;
    }

    /** Where the claim itself found the run to halt: crashed too often, or parked beyond its time. */
    public Optional<Halt> verdict() {
        return verdict;
    }

    /** Whether this invocation has moved the run: one that has not yet is not stopped by its budget, or a run might never move. */
    public boolean moved() {
        return now.stamp().version() > claimedAt;
    }

    /** Notes progress that needs no write of its own: it goes with the next one. */
    public void keep(Progress progress) {
        now = now.at(progress);
    }

    /** Notes the use of retriers; it goes with the next write. */
    public void count(Attempts attempts) {
        now = now.having(attempts);
    }

    /**
     * Checkpoints progress. Having made some, the run's retriers count anew.
     *
     * @throws LeaseLost if another invocation has taken the run
     */
    public void save(Progress progress) {
        write(now.at(progress).having(Attempts.NONE), Commit.Place.LEAVE_AS_IS, Optional.empty(), List.of());
    }

    /**
     * Lets go of the run: its state, its place, a line of history and what is to be told of it, in one write.
     *
     * @throws LeaseLost if another invocation has taken the run
     */
    public Run halt(Halt halt, List<Notice> notices) {
        Commit.Place place =
                halt.wakeAt().isEmpty() && Claims.takesPlace(now) ? Commit.Place.GIVE_UP : Commit.Place.LEAVE_AS_IS;
        Entry line = new Entry(here.now(), halt.status().name(), here.requestId(), halt.reason());
        return write(now.in(halt), place, Optional.of(line), notices);
    }

    private Run write(Run next, Commit.Place place, Optional<Entry> line, List<Notice> notices) {
        Run stamped = next.under(now.stamp().written(ledger.writeId()));
        if (ledger.overwrite(new Commit(stamped, place, line, notices)).isPresent()) {
            throw new LeaseLost(now.id());
        }
        now = stamped;
        return now;
    }
}
