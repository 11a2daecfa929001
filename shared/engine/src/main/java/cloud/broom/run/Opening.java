package cloud.broom.run;

import cloud.broom.call.Invocation;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.Need;
import cloud.broom.job.OnParked;
import cloud.broom.job.RunId;
import cloud.broom.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A new run, as the job's place and pause let it begin: moving, waiting for the place, or skipped and recorded as that. */
final class Opening {
    /** How long a run waits for its place before it gives up. */
    static final Duration QUEUED = Duration.ofDays(1);

    private final Runs runs;
    private final Invocation here;
    private final Ledger ledger;
    private final Job job;
    private final Wish wish;
    private final Function<Run, List<Notice>> started;
    private Optional<Start> start = Optional.empty();
    private Optional<String> hindrance = Optional.empty();

    /** An opening for what is wished; {@code started} makes what is told of a run that moves at once. */
    Opening(Runs runs, Invocation here, Wish wish, Function<Run, List<Notice>> started) {
        this.runs = runs;
        this.here = here;
        this.ledger = new Ledger(runs, here);
        this.job = wish.job();
        this.wish = wish;
        this.started = started;
    }

    /** What a conflict may have been about, besides the slot and the place. */
    void lookAgain() {
        hindrance = runs.registered(job.name())
                .flatMap(Registered::pausedBy)
                .map(who -> "paused by " + who)
                .or(() -> start.filter(its -> !its.fits(runs.starts(job.name(), its.hour())))
                        .map(Start::full));
    }

    Commit commit() {
        Run fresh = Run.fresh(
                new Asked(
                        job,
                        wish.written(),
                        wish.params(),
                        wish.slot(),
                        here.function(),
                        here.now(),
                        novelty(),
                        ledger.writeId()),
                Claims.lease(here));
        start = Start.of(fresh);
        if (hindrance.isPresent()) {
            return skipped(fresh, hindrance.get());
        }
        if (!Claims.takesPlace(fresh)) {
            return moving(fresh);
        }
        Place place = runs.place(job.name());
        return place.isFree() ? moving(fresh).placing(place.taken(fresh.id())) : overlapping(fresh, place);
    }

    private Commit moving(Run fresh) {
        return noted(fresh, "claimed").telling(started.apply(fresh));
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

    /** Asked of the store only where a job wants to know; whatever the event, its spec as written is what was applied. */
    private Asked.Novelty novelty() {
        boolean asks = job.mode() == Mode.APPLY && job.approval().firstApply() == Need.REQUIRED;
        Job spec = wish.params().map(job::with).orElse(job);
        boolean known = !asks
                || runs.registered(job.name())
                        .flatMap(Registered::applied)
                        .filter(spec.digest()::equals)
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
