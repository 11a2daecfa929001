package cloud.broom.run;

import cloud.broom.approval.Approvals;
import cloud.broom.call.Invocation;
import cloud.broom.job.Job;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.plan.Amounts;
import cloud.broom.retry.Attempts;
import cloud.broom.retry.Catcher;
import cloud.broom.retry.ErrorName;
import cloud.broom.retry.Retries;
import cloud.broom.task.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The record of a run: all that is needed to go on with it, in any invocation, after any crash. */
public record Run(
        RunId id,
        Asked asked,
        State state,
        Progress progress,
        Attempts attempts,
        Approvals approvals,
        Optional<Reservation> reserved,
        Stamp stamp) {
    private static final int SHOWN_CHARS = 100;

    /** A run that holds nothing of a day's limits. */
    public Run(
            RunId id,
            Asked asked,
            State state,
            Progress progress,
            Attempts attempts,
            Approvals approvals,
            Stamp stamp) {
        this(id, asked, state, progress, attempts, approvals, Optional.empty(), stamp);
    }

    /** A run of a job that nobody records: to see what one would come to now. */
    public static Run imagined(Job job, Invocation here) {
        Slot slot = Slot.ofRequest(here.requestId());
        return fresh(
                new Asked(job, job.mode(), slot, here.function(), here.now(), Asked.Novelty.KNOWN, "imagined"),
                Claims.lease(here));
    }

    static Run fresh(Asked asked, State state) {
        return new Run(
                RunId.of(asked.job().name(), asked.slot()),
                asked,
                state,
                Progress.NONE,
                Attempts.NONE,
                Approvals.NONE,
                new Stamp(1, 1, asked.claim()));
    }

    public Job job() {
        return asked.job();
    }

    public boolean live() {
        return state.wakeAt().isPresent();
    }

    /** Whether it waits for nothing but time. */
    boolean resumable() {
        return state instanceof Waiting waiting
                && (waiting.cause() == Waiting.Cause.BUDGET || waiting.cause() == Waiting.Cause.RETRY);
    }

    boolean queued() {
        return state instanceof Waiting waiting && waiting.cause() == Waiting.Cause.QUEUE;
    }

    /** Whether as many as its job asks have approved its plan as it is. */
    public boolean approved() {
        return !wantsPart()
                && approvals.of(progress.digest()) >= job().approval().approvers();
    }

    /** Whether it waits for a person. */
    public boolean parked() {
        return state instanceof Waiting waiting && waiting.parked();
    }

    /** Whether the search has not come to its end. */
    public boolean wantsPart() {
        return !(progress.cursor() instanceof Cursor.End);
    }

    /** Whether a planned part is not yet done with. */
    public boolean hasPart() {
        return progress.applied() < progress.parts();
    }

    public Retries retries() {
        return Retries.of(job().retry());
    }

    /** How it ends of an error that is retried no more: the first catcher that is for it decides; without one the run fails. */
    public Ended givenUp(ErrorName error, String reason, Instant now) {
        return switch (Catcher.decide(job().catchers(), error)) {
            case FAIL -> new Ended(Ended.How.FAILED, error, reason, now);
            case SETTLE_PARTIAL -> new Ended(Ended.How.PARTIAL, error, reason, now);
        };
    }

    /** Where a plan part is stored; they are numbered from 1. */
    public String planPart(int number) {
        return "%s/plan/%05d.ndjson.gz".formatted(folder(), number);
    }

    /** Where an outcome part is stored: which stretch, from 1, of which plan part. */
    public String outcomePart(int number, int stretch) {
        return "%s/outcome/%05d-%d.ndjson.gz".formatted(folder(), number, stretch);
    }

    /** Whether every planned item has an outcome. */
    public boolean accounted() {
        return progress.totals().remaining() == 0;
    }

    /**
     * How a run ends of which every part has been applied: COMPLETED only if every item is accounted for and none failed.
     *
     * @param missing some of those that are not accounted for, if there are any
     */
    public Halt result(List<String> missing, Instant now) {
        long failed = progress.totals().failed();
        if (!accounted()) {
            String reason = "%d of %d planned items have no outcome: %s%s"
                    .formatted(
                            progress.totals().remaining(),
                            progress.totals().found(),
                            missing.stream().map(Run::shown).collect(Collectors.joining(", ")),
                            missing.size() < progress.totals().remaining() ? ", ..." : "");
            return new Ended(Ended.How.PARTIAL, ErrorName.UNACCOUNTED, reason, now);
        }
        return failed > 0
                ? new Ended(
                        Ended.How.PARTIAL,
                        ErrorName.ITEMS_FAILED,
                        failed + " of " + progress.totals().found() + " items failed",
                        now)
                : new Ended(Ended.How.COMPLETED, progress.totals().found() == 0 ? "nothing to do" : "", now);
    }

    Run in(State other) {
        return new Run(id, asked, other, progress, attempts, approvals, reserved, stamp);
    }

    /** Further on: what acting has come to since is spent of what it holds. */
    Run at(Progress other) {
        Amounts effect = other.totals().spent().minus(progress.totals().spent());
        boolean whole = other.applied() > progress.applied();
        Optional<Reservation> left =
                reserved.map(held -> held.spent(effect)).map(held -> whole ? held.settled() : held);
        return new Run(id, asked, state, other, attempts, approvals, left, stamp);
    }

    Run holding(Optional<Reservation> other) {
        return new Run(id, asked, state, progress, attempts, approvals, other, stamp);
    }

    /** Having given back what it can. */
    Run lettingGo() {
        return holding(reserved.filter(held -> !held.doubt().nothing())
                .map(held -> new Reservation(held.day(), held.doubt(), held.doubt())));
    }

    Run having(Attempts other) {
        return new Run(id, asked, state, progress, other, approvals, reserved, stamp);
    }

    Run under(Stamp other) {
        return new Run(id, asked, state, progress, attempts, approvals, reserved, other);
    }

    /** With what these orders approve of its plan. */
    Run heard(List<Order> orders) {
        Approvals all = approvals;
        for (Order order : orders) {
            all = order.approval().map(all::plus).orElse(all);
        }
        return new Run(id, asked, state, progress, attempts, all, reserved, stamp);
    }

    private static String shown(String item) {
        return item.length() > SHOWN_CHARS ? item.substring(0, SHOWN_CHARS) + "..." : item;
    }

    private String folder() {
        return "runs/" + job().name() + "/" + id + "/" + asked.claim();
    }
}
