package cloud.broom.run;

import cloud.broom.call.Invocation;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.Need;
import cloud.broom.job.OnParked;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A new run, as the job's place and pause let it begin: moving, waiting for the place, or skipped and recorded as that. */
final class Opening {
    /** How long a run waits for its place before it gives up. */
    static final Duration QUEUED = Duration.ofDays(1);

    private final Runs runs;
    private final Invocation here;
    private final Ledger ledger;
    private final Job job;
    private final Mode written;
    private final Slot slot;
    private Optional<String> pausedBy = Optional.empty();

    Opening(Runs runs, Invocation here, Job job, Mode written, Slot slot) {
        this.runs = runs;
        this.here = here;
        this.ledger = new Ledger(runs, here);
        this.job = job;
        this.written = written;
        this.slot = slot;
    }

    /** What a conflict may have been about, besides the slot and the place. */
    void lookAgain() {
        pausedBy = runs.registered(job.name()).flatMap(Registered::pausedBy);
    }

    Commit commit() {
        Run fresh = Run.fresh(
                new Asked(job, written, slot, here.function(), here.now(), novelty(), ledger.writeId()),
                Claims.lease(here));
        if (pausedBy.isPresent()) {
            return skipped(fresh, "paused by " + pausedBy.get());
        }
        if (!Claims.takesPlace(fresh)) {
            return noted(fresh, "claimed");
        }
        Place place = runs.place(job.name());
        return place.isFree() ? noted(fresh, "claimed").placing(place.taken(fresh.id())) : overlapping(fresh, place);
    }

    private Commit overlapping(Run fresh, Place place) {
        Optional<Run> other = place.current().flatMap(this::readable);
        if (job.onParked() == OnParked.SUPERSEDE && other.filter(Run::parked).isPresent()) {
            return replacing(fresh, place);
        }
        return switch (job.overlap()) {
            case SKIP -> skipped(fresh, why(other));
            case QUEUE ->
                place.isFull(job.queue())
                        ? skipped(fresh, "queue full: " + job.queue() + " runs wait already")
                        : noted(queued(fresh), "QUEUED").placing(place.queued(fresh.id()));
            case REPLACE -> replacing(fresh, place);
        };
    }

    private Commit replacing(Run fresh, Place place) {
        return noted(queued(fresh), "QUEUED")
                .placing(place.queuedAlone(fresh.id()))
                .opening(place.cancelled("run " + fresh.id() + ", which replaces it", here));
    }

    /** Asked of the store only where a job wants to know. */
    private Asked.Novelty novelty() {
        boolean asks = job.mode() == Mode.APPLY && job.approval().firstApply() == Need.REQUIRED;
        boolean known = !asks
                || runs.registered(job.name())
                        .flatMap(Registered::applied)
                        .filter(job.digest()::equals)
                        .isPresent();
        return known ? Asked.Novelty.KNOWN : Asked.Novelty.NEW;
    }

    private Run queued(Run fresh) {
        return fresh.in(waitForPlace(here.now()));
    }

    static Waiting waitForPlace(Instant since) {
        return new Waiting(Waiting.Cause.QUEUE, since.plus(QUEUED), "waits for the job's place");
    }

    private Commit skipped(Run fresh, String why) {
        return noted(fresh.in(new Ended(Ended.How.SKIPPED, why, here.now())), "SKIPPED");
    }

    private Commit noted(Run run, String what) {
        return Commit.of(run)
                .noting(new Entry(
                        here.now(), what, here.requestId(), run.state().reason()));
    }

    /** Of a run whose record cannot be read nothing can be said; that is no reason to lose this slot. */
    private Optional<Run> readable(RunId id) {
        try {
            return runs.find(id);
        } catch (UnreadableRecord unreadable) {
            return Optional.empty();
        }
    }

    private static String why(Optional<Run> other) {
        return (other.filter(Run::parked).isPresent() ? "parked: " : "overlap: ")
                + other.map(run -> "run " + run.id() + " is " + run.state().status())
                        .orElse("another run has the job's place");
    }
}
