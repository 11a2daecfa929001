package cloud.broom;

import cloud.broom.approval.Proofs;
import cloud.broom.call.Call;
import cloud.broom.call.Invocation;
import cloud.broom.fact.Cache;
import cloud.broom.fact.Facts;
import cloud.broom.fact.RunCache;
import cloud.broom.fact.TaskFacts;
import cloud.broom.gate.Brakes;
import cloud.broom.gate.Gate;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Outlet;
import cloud.broom.plan.Parts;
import cloud.broom.retry.ErrorName;
import cloud.broom.retry.Retries;
import cloud.broom.run.Claims;
import cloud.broom.run.Halt;
import cloud.broom.run.Held;
import cloud.broom.run.LeaseLost;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.run.Waiting;
import cloud.broom.task.Resource;
import cloud.broom.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves a run from wherever its record says it is to its next halt. Resuming is calling {@link #advance} again, from any
 * invocation, after any crash: each step asks the record what is left.
 */
public final class Broom {
    private final Runs runs;
    private final TaskFacts facts;
    private final Stores stores;
    private final Claims claims;
    private final Planning planning;
    private final Brakes brakes;
    private final Gate gate;
    private final Acting acting;
    private final Outbox outbox;

    /** Runs that keep nothing of what they look up. */
    public <P extends Record, R extends Record & Resource> Broom(
            Task<P, R> task, Runs runs, Parts parts, Outlet outlet, Bounds bounds) {
        this(task, new Stores(runs, parts, Facts.NONE), outlet, bounds);
    }

    /** Runs whose plans nobody can approve. */
    public <P extends Record, R extends Record & Resource> Broom(
            Task<P, R> task, Stores stores, Outlet outlet, Bounds bounds) {
        this(task, stores, outlet, Proofs.NONE, bounds);
    }

    public <P extends Record, R extends Record & Resource> Broom(
            Task<P, R> task, Stores stores, Outlet outlet, Proofs proofs, Bounds bounds) {
        Work<P, R> work = new Work<>(task, bounds.partItems());
        Parts parts = stores.parts();
        this.runs = stores.runs();
        this.stores = stores;
        this.facts = new TaskFacts(stores.facts(), parts, task.declaration());
        this.brakes = new Brakes(bounds.margin());
        this.claims = new Claims(runs, work.task(), proofs);
        this.planning = new Planning(work, parts, brakes);
        this.gate = new Gate(bounds.ceiling(), bounds.unasked());
        this.acting = new Acting(work, parts, brakes);
        this.outbox = new Outbox(runs, outlet);
    }

    /**
     * Claims the run that is called for, moves it to its next halt, and tells of that.
     *
     * @throws cloud.broom.json.Refused if the call cannot be answered by a run: nothing was recorded
     * @throws cloud.broom.run.SlotTaken if the slot has a run with another spec or mode
     * @throws LeaseLost if another invocation took the run meanwhile: it goes on there
     * @throws StoreUnavailable if nothing can be recorded: the run goes on when its lease has expired
     */
    public Answer advance(Call call, Invocation here) {
        return claims.claim(call, here).match(ours -> move(ours.held(), here), theirs -> Answer.unmoved(theirs.run()));
    }

    private Answer move(Held run, Invocation here) {
        RunCache cache = facts.of(run.now(), runs, here);
        Grace grace = new Grace(stores, run.now());
        Optional<Halt> halt = Optional.empty();
        while (halt.isEmpty()) {
            halt = step(run, cache, grace, here);
        }
        run.remark(cache.used());
        return settle(run, halt.get(), grace, here);
    }

    /** Goes as far as it can; empty if it failed and, having waited in place, is to be tried again here. */
    private Optional<Halt> step(Held run, Cache cache, Grace grace, Invocation here) {
        try {
            return Optional.of(run.verdict()
                    .or(() -> planning.plan(run, cache, grace, here))
                    .or(() -> gate.rule(run.now(), here.now()))
                    .or(() -> acting.apply(run, grace, here))
                    .orElseGet(() -> run.now().result(here.now())));
        } catch (LeaseLost | StoreUnavailable unrecordable) {
            throw unrecordable;
        } catch (RuntimeException thrown) {
            return failed(run, Failure.of(thrown), here);
        }
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
    private static List<Notice> news(Held held, Halt halt, Grace grace, Invocation here) {
        if (held.verdict().filter(Waiting.class::isInstance).isPresent()) {
            return List.of();
        }
        Optional<MarkNotice> marked = grace.notice(held.now(), halt, here.now());
        marked.ifPresent(its -> held.keep(held.now().progress().noting(its.note())));
        List<Notice> notices = new ArrayList<>(Notices.of(held.now(), halt));
        marked.flatMap(MarkNotice::alert).ifPresent(notices::add);
        return notices;
    }

    private Answer settle(Held held, Halt halt, Grace grace, Invocation here) {
        List<Notice> notices = news(held, halt, grace, here);
        Run run = held.halt(halt, notices);
        outbox.deliver(notices, here);
        return Answer.of(run);
    }
}
