package cloud.broom;

import cloud.broom.approval.Proofs;
import cloud.broom.call.Call;
import cloud.broom.call.Invocation;
import cloud.broom.control.ControlView;
import cloud.broom.control.ControlsUnreadable;
import cloud.broom.fact.RunCache;
import cloud.broom.fact.TaskFacts;
import cloud.broom.gate.Brakes;
import cloud.broom.gate.DayLimits;
import cloud.broom.gate.Gate;
import cloud.broom.log.LogFields;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Outlet;
import cloud.broom.past.Past;
import cloud.broom.plan.Parts;
import cloud.broom.retry.ErrorName;
import cloud.broom.retry.Retries;
import cloud.broom.run.Claim;
import cloud.broom.run.Claims;
import cloud.broom.run.Halt;
import cloud.broom.run.Held;
import cloud.broom.run.LeaseLost;
import cloud.broom.run.News;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.SlotMissed;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.run.Waiting;
import cloud.broom.task.Resource;
import cloud.broom.task.Task;
import cloud.broom.task.TaskFailure;
import cloud.broom.telling.Site;
import cloud.broom.telling.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Moves a run from wherever its record says it is to its next halt. Resuming is calling {@link #advance} again, from any
 * invocation, after any crash: each step asks the record what is left.
 */
public final class Broom {
    /** How soon a run that cannot know whether it may go on asks again; the watchdog wakes it within the minute after. */
    private static final Duration ASKS_AGAIN = Duration.ofSeconds(30);

    /** So many of the items that have no outcome are named. */
    private static final int NAMED_MOST = 5;

    private final Confines confines;
    private final Runs runs;
    private final TaskFacts facts;
    private final Stores stores;
    private final Claims claims;
    private final Planning planning;
    private final Brakes brakes;
    private final Gate gate;
    private final Days days;
    private final Acting acting;
    private final Past past;
    private final Telling telling;
    private final Outbox outbox;

    /** Runs whose plans nobody can approve. */
    public <P extends Record, R extends Record & Resource> Broom(
            Task<P, R> task, Stores stores, Outlet outlet, Bounds bounds) {
        this(task, stores, outlet, Proofs.NONE, bounds);
    }

    /** A function without AWS, which nothing has to be kept from. */
    public <P extends Record, R extends Record & Resource> Broom(
            Task<P, R> task, Stores stores, Outlet outlet, Proofs proofs, Bounds bounds) {
        this(task, stores, outlet, proofs, bounds, Confines.none());
    }

    public <P extends Record, R extends Record & Resource> Broom(
            Task<P, R> task, Stores stores, Outlet outlet, Proofs proofs, Bounds bounds, Confines confines) {
        Work<P, R> work = new Work<>(task, bounds.partItems(), confines);
        this.confines = confines;
        Parts parts = stores.parts();
        this.runs = stores.runs();
        this.stores = stores;
        this.facts = new TaskFacts(stores.facts(), parts, task.declaration());
        this.brakes = new Brakes(bounds.margin());
        this.claims = new Claims(runs, work.task(), work::check, proofs, run -> List.of(RunEvents.started(run)));
        this.planning = new Planning(work, parts, brakes);
        this.gate = new Gate(bounds.ceiling(), bounds.unasked());
        this.days = new Days(runs, new DayLimits(bounds.ceiling().day()));
        this.acting = new Acting(work, parts, brakes, days);
        this.past = new Past(runs, parts);
        this.telling = new Telling(runs, new Site(confines.stack().stack()));
        this.outbox = new Outbox(stores.notices(), outlet);
    }

    /**
     * Claims the run that is called for, moves it to its next halt, and tells of that.
     *
     * @throws cloud.broom.json.Refused if the call cannot be answered by a run: nothing was recorded
     * @throws Elsewhere if a run is asked for where the stack allows none: nothing was recorded
     * @throws cloud.broom.run.SlotTaken if the slot has a run with another spec or mode
     * @throws LeaseLost if another invocation took the run meanwhile: it goes on there
     * @throws StoreUnavailable if nothing can be recorded: the run goes on when its lease has expired
     */
    public Answer advance(Call call, Invocation here) {
        return advance(call, here, run -> {});
    }

    /** The same; who asks sees the record with which the run halts, if this call has moved it, before anything is told of it. */
    public Answer advance(Call call, Invocation here, Consumer<Run> halted) {
        if (call instanceof Call.Ask) {
            confines.territory().refusal(here.function()).ifPresent(why -> {
                throw new Elsewhere(why);
            });
        }
        try {
            return claims.claim(call, here)
                    .match(ours -> begin(ours, here, halted), theirs -> Answer.unmoved(theirs.run()));
        } catch (SlotMissed late) {
            return Answer.missed(late.missed());
        }
    }

    private Answer begin(Claim.Ours ours, Invocation here, Consumer<Run> halted) {
        outbox.deliver(ours.told(), here);
        return move(ours.held(), here, halted);
    }

    private Answer move(Held run, Invocation here, Consumer<Run> halted) {
        LogFields.run(run.now());
        RunCache cache = facts.of(run.now(), runs, here);
        confines.guard().drain();
        run.counting(confines.guard()::drain);
        Sight sight = new Sight(cache, new ControlView(stores.controls()), new Grace(stores, run.now()), here);
        Optional<Halt> halt = Optional.empty();
        while (halt.isEmpty()) {
            halt = step(run, sight);
        }
        run.remark(cache.used());
        LogFields.run(run.now());
        return settle(run, halt.get(), sight, halted);
    }

    /** Goes as far as it can; empty if it failed and, having waited in place, is to be tried again here. */
    private Optional<Halt> step(Held run, Sight sight) {
        Invocation here = sight.here();
        try {
            stayInside(here);
            return Optional.of(run.verdict()
                    .or(() -> planning.plan(run, sight))
                    .or(() -> gate.rule(run.now(), days.wouldBreach(run.now(), here), here.now()))
                    .or(() -> acting.apply(run, sight))
                    .orElseGet(() -> result(run.now(), here)));
        } catch (LeaseLost | StoreUnavailable unrecordable) {
            throw unrecordable;
        } catch (ControlsUnreadable unread) {
            // No attempt is counted: however long it lasts, the run has not failed, and must not go on.
            Instant again = here.now().plus(ASKS_AGAIN);
            return Optional.of(new Waiting(Waiting.Cause.RETRY, again, Failure.shown(unread)));
        } catch (RuntimeException thrown) {
            return failed(run, Failure.of(thrown), here);
        }
    }

    /** A run that was claimed before the stack was narrowed ends; were it refused, it would be woken for ever. */
    private void stayInside(Invocation here) {
        confines.territory().refusal(here.function()).ifPresent(why -> {
            throw new TaskFailure(ErrorName.FORBIDDEN, why);
        });
    }

    private Halt result(Run run, Invocation here) {
        return run.result(run.accounted() ? List.of() : past.missing(run, NAMED_MOST), here.now());
    }

    private Optional<Halt> failed(Held run, Failure failure, Invocation here) {
        return run.now()
                .retries()
                .decide(failure.error(), run.now().attempts(), here.chance())
                .match(
                        retry -> retried(run, failure, retry, here),
                        giveUp -> Optional.of(run.now().givenUp(failure.error(), failure.reason(), here.now())));
    }

    private Optional<Halt> retried(Held run, Failure failure, Retries.RetryAfter retry, Invocation here) {
        run.count(retry.attempts());
        if (failure.error().equals(ErrorName.TIMEOUT)) {
            run.rest();
        }
        if (brakes.allow(retry.delay(), here)) {
            here.pause(retry.delay());
            return Optional.empty();
        }
        return Optional.of(new Waiting(Waiting.Cause.RETRY, here.now().plus(retry.delay()), failure.reason()));
    }

    /** A wait that the claim itself found and keeps was told of when it began. */
    private Supplier<News> news(Held held, Halt halt, Sight sight) {
        if (held.verdict().filter(Waiting.class::isInstance).isPresent()) {
            return () -> News.NONE;
        }
        Optional<MarkNotice> marked =
                sight.grace().notice(held.now(), halt, sight.here().now());
        marked.ifPresent(its -> held.keep(held.now().progress().noting(its.note())));
        List<Notice> notices =
                new ArrayList<>(RunEvents.of(held.now(), halt).stream().toList());
        marked.flatMap(MarkNotice::alert).ifPresent(notices::add);
        return telling.of(held.now(), halt, notices, sight.here());
    }

    private Answer settle(Held held, Halt halt, Sight sight, Consumer<Run> halted) {
        Held.Left left = held.halt(halt, news(held, halt, sight));
        halted.accept(left.run());
        outbox.deliver(left.told(), sight.here());
        return Answer.of(left.run());
    }
}
