package cloud.broom.run;

import cloud.broom.approval.Proofs;
import cloud.broom.approval.Proven;
import cloud.broom.call.Call;
import cloud.broom.call.Invocation;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Refused;
import cloud.broom.notice.Alert;
import cloud.broom.plan.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Decides whose a run is: slot, run, place and lease in one write. */
public final class Claims {
    /** Added to Lambda's own deadline: by how much the clocks of two hosts may differ, with room to spare. */
    public static final Duration SKEW = Duration.ofSeconds(10);

    private final Runs runs;
    private final String task;
    private final Consumer<Job> check;
    private final Proofs proofs;

    /**
     * Claims for the one task this function runs; a job of another is refused.
     *
     * @param check throws {@link Refused} of a job that a new run must not be opened for
     * @param proofs finds out who approves or rejects a plan
     */
    public Claims(Runs runs, String task, Consumer<Job> check, Proofs proofs) {
        this.runs = runs;
        this.task = task;
        this.check = check;
        this.proofs = proofs;
    }

    /**
     * Takes the run that is called for, or tells whose it is.
     *
     * @throws Refused if what is asked for cannot be: another task, an unknown job or run, an impossible slot
     * @throws SlotTaken if the slot has a run with another spec or mode
     * @throws SlotMissed if the slot is recorded as MISSED
     * @throws OrderRefused if the run can no longer follow the order
     */
    public Claim claim(Call call, Invocation here) {
        return call.match(
                ask -> ask(ask, here),
                wake -> take(stored(wake.run(), "wake"), here),
                tell -> tell(tell, here),
                decide -> decide(decide, here));
    }

    /** Only what may act takes its job's place: a dry run may look while another run acts. */
    static boolean takesPlace(Run run) {
        return run.job().mode() == Mode.APPLY;
    }

    static Running lease(Invocation here) {
        return new Running(here.requestId(), here.deadline().plus(SKEW));
    }

    /** The end that a cancelling order among these asks for. */
    static Optional<Halt> cancelled(List<Order> orders, Instant now) {
        return orders.stream()
                .flatMap(order -> ending(order).stream())
                .findFirst()
                .map(why -> new Ended(Ended.How.CANCELLED, why, now));
    }

    private static Optional<String> ending(Order order) {
        return switch (order.kind()) {
            case CANCEL -> Optional.of("by " + order.by());
            case REJECT -> Optional.of("rejected by " + order.by());
            case RESUME, APPROVE, START -> Optional.empty();
        };
    }

    /** Takes a run whatever its task, to end it: its own function cannot. */
    public static Optional<Held> takeOver(Runs runs, RunId id, Invocation here) {
        return runs.find(id).flatMap(stored -> new Taking(runs, here, stored)
                .take()
                .match(ours -> Optional.of(ours.held()), theirs -> Optional.empty()));
    }

    /** Ends a run of which nothing can be read, and hands its place on. */
    public static Runs.Written bury(Runs runs, RunId id, String function, Ended end, Alert notice, Invocation here) {
        Place place = runs.place(id.job());
        Optional<Place> left = Optional.of(place).filter(held -> held.holds(id)).map(held -> held.without(id));
        return runs.bury(new Burial(id, end, left, place.startAfter(id, function, here), notice));
    }

    private Claim ask(Call.Ask ask, Invocation here) {
        Job job = wanted(ask);
        check.accept(job);
        Job asked = within("job", () -> job.in(ask.mode().orElse(job.mode())));
        return open(asked, job.mode(), ask.slot().checked(here.now()), here);
    }

    private Claim open(Job job, Mode written, Slot slot, Invocation here) {
        RunId id = RunId.of(job.name(), slot);
        Opening opening = new Opening(runs, here, job, written, slot);
        for (int i = 0; i < Ledger.TRIES; i++) {
            Commit commit = opening.commit();
            if (runs.commit(commit) == Runs.Written.DONE) {
                return opened(commit.run(), here);
            }
            Optional<Run> stored = runs.find(id);
            if (stored.isPresent()) {
                return again(stored.get(), commit.run(), here);
            }
            runs.slot(job.name(), slot).flatMap(SlotUse::missed).ifPresent(missed -> {
                throw new SlotMissed(missed);
            });
            opening.lookAgain();
        }
        throw new StoreUnavailable("run " + id + " could not be claimed in " + Ledger.TRIES
                + " tries: other writes kept getting in the way");
    }

    private Claim opened(Run run, Invocation here) {
        return run.state() instanceof Running
                ? new Claim.Ours(new Held(run, Optional.empty(), List.of(), runs, here))
                : new Claim.Theirs(run);
    }

    private Claim again(Run stored, Run fresh, Invocation here) {
        if (stored.stamp().writeId().equals(fresh.stamp().writeId())) {
            return opened(stored, here);
        }
        if (!stored.job().equals(fresh.job())) {
            throw new SlotTaken(stored);
        }
        return take(stored, here);
    }

    private Claim take(Run stored, Invocation here) {
        return new Taking(runs, here, stored).take();
    }

    private Claim tell(Call.Tell tell, Invocation here) {
        Run stored = stored(tell.run(), "run");
        return switch (tell.what()) {
            case CANCEL -> ordered(stored, Order.Kind.CANCEL, tell, here);
            case RESUME -> ordered(stored, Order.Kind.RESUME, tell, here);
            case RETRY -> retried(stored, tell, here);
        };
    }

    private Claim ordered(Run stored, Order.Kind kind, Call.Tell tell, Invocation here) {
        if (!stored.live() || (kind == Order.Kind.RESUME && !stored.resumable())) {
            throw new OrderRefused(stored, tell.what().toString());
        }
        runs.order(Order.given(stored.id(), stored.asked().function(), kind, tell.by(), here));
        return take(stored(tell.run(), "run"), here);
    }

    private Claim decide(Call.Decide decide, Invocation here) {
        Run stored = stored(decide.run(), "run");
        Digest planned = stored.progress().digest();
        boolean waits = stored.parked() || (stored.state() instanceof Running && !stored.wantsPart());
        if (!waits) {
            throw new OrderRefused(stored, decide.what().toString());
        }
        Refused.when(!planned.equals(decide.digest()), "digest", "run " + stored.id() + " has the plan " + planned);
        Proven proven = proofs.proven(decide.proof(), decide.what(), stored.id(), planned);
        Order order = Order.decided(stored, decide.what(), planned, proven);
        boolean open = runs.order(order) == Runs.Written.DONE
                || runs.orders(stored.id()).contains(order);
        Refused.when(!open, "proof", "has been used before: sign a new one");
        return take(stored(decide.run(), "run"), here);
    }

    /** An ended run is tried again as a new one, in the first slot of its retries that is not yet over; so is a retry of it. */
    private Claim retried(Run ended, Call.Tell tell, Invocation here) {
        if (ended.live()) {
            throw new OrderRefused(ended, tell.what().toString());
        }
        RunId first = ended.asked().slot().retried().orElse(ended.id());
        for (int n = 1; ; n++) {
            Slot slot = Slot.retry(first, n);
            Optional<Run> earlier = runs.find(RunId.of(ended.job().name(), slot));
            if (earlier.filter(run -> !run.live()).isEmpty()) {
                return open(ended.job(), ended.asked().written(), slot, here);
            }
        }
    }

    private Job wanted(Call.Ask ask) {
        Job job = ask.job().match(written -> written, name -> runs.registered(name)
                .map(Registered::job)
                .orElseThrow(() -> new Refused("job", "no job is registered as " + name + ": send its spec")));
        Refused.when(
                !job.task().equals(task),
                "job.task",
                "'" + job.task() + "' is not this function's task: it runs " + task);
        return job;
    }

    private Run stored(RunId id, String place) {
        Run stored = runs.find(id).orElseThrow(() -> new Refused(place, "there is no run " + id));
        String its = stored.job().task();
        Refused.when(!its.equals(task), place, "run " + id + " is of task " + its + ", this function runs " + task);
        return stored;
    }

    private static <T> T within(String place, Supplier<T> made) {
        try {
            return made.get();
        } catch (Refused impossible) {
            throw impossible.within(place);
        }
    }
}
