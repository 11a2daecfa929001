package cloud.broom.run;

import cloud.broom.call.Invocation;
import cloud.broom.notice.Notice;
import cloud.broom.plan.Amounts;
import cloud.broom.retry.Attempts;
import cloud.broom.task.CallCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A run under its lease: the only writer of its record. Lives no longer than its invocation. */
public final class Held {
    private final Runs runs;
    private final Invocation here;
    private final Ledger ledger;
    private final Optional<Halt> verdict;
    private final long claimedAt;
    private final List<Order> heard = new ArrayList<>();
    private Instant counted;
    private String remark = "";
    private Supplier<CallCounts> calls = () -> CallCounts.NONE;
    private Run now;

    /** Holds a run with the orders to it that its claim has heard and not closed. */
    Held(Run claimed, Optional<Halt> verdict, List<Order> open, Runs runs, Invocation here) {
        this.runs = runs;
        this.here = here;
        this.ledger = new Ledger(runs, here);
        this.verdict = verdict;
        this.claimedAt = claimed.stamp().version();
        this.heard.addAll(open);
        this.counted = here.now();
        this.now = claimed;
    }

    public Run now() {
        return now;
    }

    /** Where the claim itself found the run to halt: cancelled, crashed too often, or parked beyond its time. */
    public Optional<Halt> verdict() {
        return verdict;
    }

    /** Whether this invocation has moved the run: one that has not yet is not stopped by its budget, or a run might never move. */
    public boolean moved() {
        return now.stamp().version() > claimedAt;
    }

    /** For how long invocations have moved the run, this one included. */
    public Duration spent() {
        return now.progress().spent().plus(Duration.between(counted, here.now()));
    }

    /** Counts the time that invocations move the run anew, as a retry after a timeout has it. */
    public void rest() {
        counted = here.now();
        keep(now.progress().spent(Duration.ZERO));
    }

    /** Hears the orders given since the claim; the next write closes them. What is not to be cancelled is on its way already. */
    public Optional<Halt> listen() {
        List<Order> open = runs.orders(now.id());
        heard.clear();
        heard.addAll(open);
        now = now.heard(open);
        return Claims.cancelled(open, here.now());
    }

    /** Notes progress that needs no write of its own: it goes with the next one. */
    public void keep(Progress progress) {
        now = now.at(progress);
    }

    /** Notes the use of retriers; it goes with the next write. */
    public void count(Attempts attempts) {
        now = now.having(attempts);
    }

    /** Where to ask at each write for the calls made since the one before. */
    public void counting(Supplier<CallCounts> made) {
        calls = made;
    }

    /** Adds to the line of history that the halt will write; empty adds nothing. */
    public void remark(String more) {
        remark = more;
    }

    /**
     * Checkpoints progress. Having made some, the run's retriers count anew.
     *
     * @throws LeaseLost if another invocation has taken the run
     */
    public void save(Progress progress) {
        write(Commit.of(now.at(progress).having(Attempts.NONE)), () -> News.NONE);
    }

    /**
     * Lets go of the run: its state, its place, a line of history and what is to be told of it, in one write. A place that is
     * given up goes to whoever waits for it first.
     *
     * @param telling what is told of it; asked again if another write got in the way, since what it builds on may have changed
     * @throws LeaseLost if another invocation has taken the run
     */
    public Left halt(Halt halt, Supplier<News> telling) {
        Entry line = new Entry(here.now(), halt.status().name(), here.requestId(), said(halt.reason()));
        Commit commit = Commit.of(now.in(halt).lettingGo()).noting(line).taking(Take.back(now));
        List<Notice> told = new ArrayList<>();
        Run left = write(commit, () -> {
            News news = telling.get();
            told.clear();
            told.addAll(news.notices());
            return news;
        });
        return new Left(left, told);
    }

    /**
     * Takes from a day's limits, in one write with the record that says so.
     *
     * @param full asked when something got in the way: why the limits leave no room, if that is it
     * @return that; empty if it is taken
     * @throws LeaseLost if another invocation has taken the run
     */
    public Optional<Halt> reserve(Reservation reservation, List<Take> takes, Supplier<Optional<Halt>> full) {
        Commit stamped =
                stamped(Commit.of(now.holding(Optional.of(reservation))).taking(takes));
        Optional<Halt> halt = ledger.overwrite(stamped, full);
        if (halt.isEmpty()) {
            wrote(stamped);
        }
        return halt;
    }

    /** Notes that an act on so much may have happened or not; it goes with the next write. */
    public void doubt(Amounts acted) {
        now = now.holding(now.reserved().map(reserved -> reserved.doubting(acted)));
    }

    private String said(String reason) {
        return reason.isEmpty() || remark.isEmpty() ? reason + remark : reason + "; " + remark;
    }

    private Run write(Commit commit, Supplier<News> telling) {
        boolean leaves = !commit.run().live() && Claims.takesPlace(now);
        Commit stamped = stamped(commit);
        if (ledger.overwrite(() -> (leaves ? handing(stamped) : stamped).telling(telling.get()))
                .isPresent()) {
            throw new LeaseLost(now.id());
        }
        return wrote(stamped);
    }

    private Commit stamped(Commit commit) {
        Run next = commit.run()
                .at(commit.run().progress().spent(spent()).calling(calls.get()))
                .under(now.stamp().written(ledger.writeId()));
        return commit.writing(next).closing(heard);
    }

    private Run wrote(Commit commit) {
        counted = here.now();
        heard.clear();
        now = commit.run();
        return now;
    }

    /**
     * A run that was let go of.
     *
     * @param told what is to be told of that
     */
    public record Left(Run run, List<Notice> told) {
        public Left {
            told = List.copyOf(told);
        }
    }

    private Commit handing(Commit commit) {
        Place place = runs.place(now.job().name());
        return commit.placing(place.without(now.id()))
                .opening(place.startAfter(now.id(), now.asked().function(), here));
    }
}
