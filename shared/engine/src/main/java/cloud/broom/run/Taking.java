package cloud.broom.run;

import cloud.broom.call.Invocation;
import cloud.broom.job.Approval;
import cloud.broom.retry.ErrorName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes an existing run, if its lease has expired, its wait is due, or an order is open. An expired lease is a crash, counted in
 * the write that takes it, before spec or parameters are read. Orders are folded in that write too, and judged before a timeout;
 * one that cancels stays open until the end that it asks for is written, or it would be lost with this invocation.
 */
final class Taking {
    private final Runs runs;
    private final Invocation here;
    private final Run stored;

    Taking(Runs runs, Invocation here, Run stored) {
        this.runs = runs;
        this.here = here;
        this.stored = stored;
    }

    Claim take() {
        if (!due() && stored.state() instanceof Running) {
            return new Claim.Theirs(stored);
        }
        List<Order> orders = runs.orders(stored.id());
        if (!stored.live()) {
            orders.forEach(order ->
                    runs.refuse(order, "the run has ended " + stored.state().status(), here.now()));
            return new Claim.Theirs(stored);
        }
        return due() || !orders.isEmpty() ? take(orders) : new Claim.Theirs(stored);
    }

    private Claim take(List<Order> orders) {
        Ledger ledger = new Ledger(runs, here);
        Optional<Halt> cancelled = Claims.cancelled(orders, here.now());
        Verdict judged = cancelled.isPresent() ? new Verdict(stored, cancelled) : judge(orders);
        List<Order> left = cancelled.isPresent() ? orders : List.of();
        Run taken = judged.run
                .heard(orders)
                .holding(held())
                .in(Claims.lease(here))
                .under(stored.stamp().claimed(ledger.writeId()));
        String what = stored.state() instanceof Running ? "crashed" : "claimed";
        Commit commit = Commit.of(taken)
                .noting(new Entry(here.now(), what, here.requestId(), said(orders)))
                .closing(left.isEmpty() ? orders : List.of());
        return ledger.overwrite(() -> commit)
                .<Claim>map(Claim.Theirs::new)
                .orElseGet(() -> new Claim.Ours(new Held(taken, judged.halt, left, runs, here)));
    }

    /** What a crashed invocation held it may have spent. */
    private Optional<Reservation> held() {
        return stored.state() instanceof Running ? stored.reserved().map(Reservation::doubtingAll) : stored.reserved();
    }

    private Verdict judge(List<Order> orders) {
        if (stored.state() instanceof Running crashed) {
            return outOfPlace()
                    .map(halt -> new Verdict(stored, Optional.of(halt)))
                    .orElseGet(() -> crashed(crashed));
        }
        if (stored.state() instanceof Waiting waiting) {
            boolean started = orders.stream().anyMatch(order -> order.kind() == Order.Kind.START);
            boolean goesOn = started || belongs() || approved(orders);
            return new Verdict(stored, goesOn ? Optional.empty() : expired(waiting));
        }
        return new Verdict(stored, Optional.empty());
    }

    /**
     * A run without its place was waiting for it when somebody took it, to give it up, and died before that was written: it waits
     * on, or is given up now. It must not move.
     */
    private Optional<Halt> outOfPlace() {
        if (!Claims.takesPlace(stored)) {
            return Optional.empty();
        }
        Place place = runs.place(stored.job().name());
        if (place.belongsTo(stored.id())) {
            return Optional.empty();
        }
        Waiting turn = Opening.waitForPlace(stored.asked().asOf());
        boolean waits = place.holds(stored.id()) && turn.until().isAfter(here.now());
        return Optional.of(waits ? turn : givenUp(turn));
    }

    /** A queued run that has its place, though the order that tells it so is not here yet. */
    private boolean belongs() {
        return stored.queued() && runs.place(stored.job().name()).belongsTo(stored.id());
    }

    /** An approval has been heard just now: one from before has not helped a run that waits still. */
    private boolean approved(List<Order> orders) {
        return orders.stream().anyMatch(order -> order.kind() == Order.Kind.APPROVE)
                && stored.heard(orders).approved();
    }

    /** A wait for a person or for a place is given up when its time has come, and kept while it has not. */
    private Optional<Halt> expired(Waiting waiting) {
        return switch (waiting.cause()) {
            case BUDGET, RETRY, WINDOW -> Optional.empty();
            case QUEUE, LIMIT, APPROVAL -> Optional.of(due() ? givenUp(waiting) : waiting);
        };
    }

    private Ended givenUp(Waiting waiting) {
        boolean fails = waiting.parked() && stored.job().approval().onTimeout() == Approval.OnTimeout.FAIL;
        String why = "in time nothing came of: " + waiting.reason();
        return fails
                ? new Ended(Ended.How.FAILED, ErrorName.NOT_APPROVED, why, here.now())
                : new Ended(Ended.How.CANCELLED, why, here.now());
    }

    private Verdict crashed(Running crashed) {
        return stored.retries()
                .decide(ErrorName.CRASHED, stored.attempts(), here.chance())
                .match(
                        retry ->
                                new Verdict(stored.having(retry.attempts()), later(crashed, retry.delay(), here.now())),
                        giveUp -> new Verdict(
                                stored,
                                Optional.of(stored.givenUp(ErrorName.CRASHED, spent(giveUp.retries()), here.now()))));
    }

    private static String spent(int retries) {
        return ErrorName.CRASHED + ": the last invocation ended without a word, as " + retries + " before it did";
    }

    /** The wait for the lease's end counts towards the retrier's delay. */
    private static Optional<Halt> later(Running crashed, Duration delay, Instant now) {
        Instant due = crashed.leaseExpires().plus(delay);
        return due.isAfter(now)
                ? Optional.of(new Waiting(Waiting.Cause.RETRY, due, ErrorName.CRASHED.name()))
                : Optional.empty();
    }

    private boolean due() {
        return stored.state().wakeAt().filter(at -> !at.isAfter(here.now())).isPresent();
    }

    private String said(List<Order> orders) {
        return orders.stream()
                .map(order -> order.kind() + " by " + order.by())
                .reduce((one, other) -> one + "; " + other)
                .orElse(stored.state().reason());
    }

    private record Verdict(Run run, Optional<Halt> halt) {}
}
