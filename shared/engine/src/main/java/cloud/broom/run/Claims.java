package cloud.broom.run;

import cloud.broom.call.Call;
import cloud.broom.call.Invocation;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Refused;
import cloud.broom.retry.ErrorName;
import cloud.broom.retry.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whose a run is: slot, run, place and lease in one write. */
public final class Claims {
    /** Added to Lambda's own deadline: by how much the clocks of two hosts may differ, with room to spare. */
    public static final Duration SKEW = Duration.ofSeconds(10);

    private static final int TRIES = 8;

    private final Runs runs;
    private final String task;

    /** Claims for the one task this function runs; a job of another is refused. */
    public Claims(Runs runs, String task) {
        this.runs = runs;
        this.task = task;
    }

    /**
     * Takes the run that is called for, or tells whose it is.
     *
     * @throws Refused if what is asked for cannot be: another task, an unknown job or run, an impossible slot
     * @throws SlotTaken if the slot has a run with another spec or mode
     */
    public Claim claim(Call call, Invocation here) {
        return call.match(ask -> ask(ask, here), wake -> wake(wake.run(), here));
    }

    /** Only what may act takes its job's place: a dry run may look while another run acts. */
    static boolean takesPlace(Run run) {
        return run.job().mode() == Mode.APPLY && !(run.state() instanceof Ended);
    }

    private Claim ask(Call.Ask ask, Invocation here) {
        Job job = wanted(ask);
        Slot slot = ask.slot().checked(here.now());
        RunId id = RunId.of(job.name(), slot);
        for (int i = 0; i < TRIES; i++) {
            Run fresh = Run.fresh(
                    new Asked(job, slot, here.function(), here.now(), new Ledger(runs, here).writeId()), lease(here));
            if (create(fresh, "claimed", here) == Runs.Written.DONE) {
                return new Claim.Ours(new Held(fresh, Optional.empty(), runs, here));
            }
            Optional<Run> stored = runs.find(id);
            if (stored.isPresent()) {
                return again(stored.get(), fresh, here);
            }
            Optional<Claim> skipped = runs.place(job.name())
                    .flatMap(runs::find)
                    .filter(Run::live)
                    .flatMap(other -> skip(fresh, other, here));
            if (skipped.isPresent()) {
                return skipped.get();
            }
        }
        throw new StoreUnavailable(
                "run " + id + " could not be claimed in " + TRIES + " tries: other writes kept getting in the way");
    }

    private Claim again(Run stored, Run fresh, Invocation here) {
        if (stored.stamp().writeId().equals(fresh.stamp().writeId())) {
            return new Claim.Ours(new Held(stored, Optional.empty(), runs, here));
        }
        if (!stored.job().equals(fresh.job())) {
            throw new SlotTaken(stored);
        }
        return take(stored, here);
    }

    private Optional<Claim> skip(Run fresh, Run other, Invocation here) {
        boolean parked = other.state() instanceof Waiting waiting && waiting.parked();
        String why = (parked ? "parked: run " : "overlap: run ") + other.id() + " is "
                + other.state().status();
        Run skipped = fresh.in(new Ended(Ended.How.SKIPPED, why, here.now()));
        return create(skipped, "SKIPPED", here) == Runs.Written.DONE
                ? Optional.of(new Claim.Theirs(skipped))
                : Optional.empty();
    }

    private Claim wake(RunId id, Invocation here) {
        Run stored = runs.find(id).orElseThrow(() -> new Refused("wake", "there is no run " + id));
        return take(checked(stored), here);
    }

    private Claim take(Run stored, Invocation here) {
        if (stored.state().wakeAt().filter(at -> !at.isAfter(here.now())).isEmpty()) {
            return new Claim.Theirs(stored);
        }
        Taking taking = taking(stored, here);
        Stamp stamp = stored.stamp().claimed(new Ledger(runs, here).writeId());
        Run taken = taking.run.in(lease(here)).under(stamp);
        Entry line = new Entry(
                here.now(), taking.what, here.requestId(), stored.state().reason());
        Commit commit = new Commit(taken, Commit.Place.LEAVE_AS_IS, Optional.of(line), List.of());
        return new Ledger(runs, here)
                .overwrite(commit)
                .<Claim>map(Claim.Theirs::new)
                .orElseGet(() -> new Claim.Ours(new Held(taken, taking.verdict, runs, here)));
    }

    /** An expired lease is a crash, counted in the write that takes it; a parked run whose time has come is given up. */
    private static Taking taking(Run stored, Invocation here) {
        if (stored.state() instanceof Running crashed) {
            Retries.Decision decision = stored.retries().decide(ErrorName.CRASHED, stored.attempts(), here.chance());
            return decision.match(
                    retry -> new Taking(
                            stored.having(retry.attempts()), "crashed", later(crashed, retry.delay(), here.now())),
                    giveUp -> new Taking(
                            stored,
                            "crashed",
                            Optional.of(new Ended(
                                    Ended.How.FAILED,
                                    ErrorName.CRASHED + ": the last invocation ended without a word, as "
                                            + giveUp.retries() + " before it did",
                                    here.now()))));
        }
        boolean parked = stored.state() instanceof Waiting waiting && waiting.parked();
        return new Taking(
                stored,
                "claimed",
                parked
                        ? Optional.of(new Ended(
                                Ended.How.CANCELLED,
                                "nobody lifted it in time: " + stored.state().reason(),
                                here.now()))
                        : Optional.empty());
    }

    /** The wait for the lease's end counts towards the retrier's delay. */
    private static Optional<Halt> later(Running crashed, Duration delay, Instant now) {
        Instant due = crashed.leaseExpires().plus(delay);
        return due.isAfter(now)
                ? Optional.of(new Waiting(Waiting.Cause.RETRY, due, ErrorName.CRASHED.name()))
                : Optional.empty();
    }

    private Runs.Written create(Run fresh, String what, Invocation here) {
        Commit.Place place = takesPlace(fresh) ? Commit.Place.TAKE : Commit.Place.LEAVE_AS_IS;
        Entry line = new Entry(here.now(), what, here.requestId(), fresh.state().reason());
        return runs.commit(new Commit(fresh, place, Optional.of(line), List.of()));
    }

    private Job wanted(Call.Ask ask) {
        Job job = ask.job().match(written -> written, name -> runs.job(name)
                .orElseThrow(() -> new Refused("job", "no job is registered as " + name + ": send its spec")));
        Refused.when(
                !job.task().equals(task),
                "job.task",
                "'" + job.task() + "' is not this function's task: it runs " + task);
        try {
            return job.in(ask.mode().orElse(job.mode()));
        } catch (Refused impossible) {
            throw impossible.within("job");
        }
    }

    private Run checked(Run stored) {
        Refused.when(
                !stored.job().task().equals(task),
                "wake",
                "run " + stored.id() + " is of task " + stored.job().task() + ", this function runs " + task);
        return stored;
    }

    private static Running lease(Invocation here) {
        return new Running(here.requestId(), here.deadline().plus(SKEW));
    }

    private record Taking(Run run, String what, Optional<Halt> verdict) {}
}
