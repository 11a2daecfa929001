package cloud.broom;

import cloud.broom.control.ControlsUnreadable;
import cloud.broom.gate.Brakes;
import cloud.broom.log.LogFields;
import cloud.broom.plan.Amounts;
import cloud.broom.plan.OutcomePart;
import cloud.broom.plan.OutcomePart.Result;
import cloud.broom.plan.Parts;
import cloud.broom.plan.PlanPart;
import cloud.broom.plan.Planned;
import cloud.broom.run.Halt;
import cloud.broom.run.Held;
import cloud.broom.run.Progress;
import cloud.broom.run.Run;
import cloud.broom.run.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Applies what is left to apply: a plan part is read back, acted on batch by batch, its outcomes stored, then counted. */
final class Acting {
    private final Work<?, ?> work;
    private final Parts parts;
    private final Brakes brakes;
    private final Days days;

    Acting(Work<?, ?> work, Parts parts, Brakes brakes, Days days) {
        this.work = work;
        this.parts = parts;
        this.brakes = brakes;
        this.days = days;
    }

    /** Applies part after part; empty if every one is done with, else why it halted before. */
    Optional<Halt> apply(Held run, Sight sight) {
        Optional<Halt> halt = Optional.empty();
        while (halt.isEmpty() && run.now().hasPart()) {
            halt = brakes.check(run, sight.controls(), sight.here())
                    .or(() -> brakes.window(run, sight.here()))
                    .or(() -> days.reserve(run, sight.here()))
                    .or(() -> applyPart(run, sight));
        }
        return halt;
    }

    private Optional<Halt> applyPart(Held run, Sight sight) {
        Run now = run.now();
        int number = now.progress().applied() + 1;
        LogFields.part(number);
        List<Planned> pending = pending(now, number);
        Batch.Acted acted = act(now, pending, sight);
        try {
            keep(run, pending, acted.results(), sight);
        } catch (RuntimeException unkept) {
            run.doubt(Amounts.of(pending));
            throw unkept;
        }
        run.doubt(acted.doubt());
        acted.failure().ifPresent(failure -> {
            throw failure;
        });
        return acted.deferred().map(deferred -> {
            run.count(deferred.attempts());
            return new Waiting(
                    Waiting.Cause.RETRY,
                    sight.here().now().plus(deferred.delay()),
                    deferred.error() + ": items of part " + number + " are tried again");
        });
    }

    /** Stores what came of the part's pending items, then counts it. */
    private void keep(Held run, List<Planned> pending, List<Result> results, Sight sight) {
        boolean whole = results.size() == pending.size();
        if (whole || !results.isEmpty()) {
            Run now = run.now();
            sight.grace().unmark(pending, results, () -> work.since(now));
            Progress progress = store(now, now.progress().applied() + 1, results);
            run.save(whole ? progress.nextPart() : progress);
        }
    }

    /** The part's items that no outcome part speaks of. */
    private List<Planned> pending(Run run, int number) {
        Set<String> settled = new HashSet<>();
        for (int stretch = 1; stretch <= run.progress().outcomes(); stretch++) {
            String name = run.outcomePart(number, stretch);
            OutcomePart.decode(parts.get(name), name).results().forEach(result -> settled.add(result.id()));
        }
        String name = run.planPart(number);
        return PlanPart.decode(parts.get(name), name).items().stream()
                .filter(item -> !settled.contains(item.id()))
                .toList();
    }

    private Batch.Acted act(Run run, List<Planned> pending, Sight sight) {
        List<Result> results = new ArrayList<>();
        int size = work.batch(run);
        for (int from = 0; from < pending.size() && (from == 0 || goesOn(sight)); from += size) {
            List<Planned> items = pending.subList(from, Math.min(from + size, pending.size()));
            Batch.Acted acted = new Batch(work, run, sight, brakes).act(items);
            results.addAll(acted.results());
            if (acted.cutShort()) {
                return new Batch.Acted(results, acted.deferred(), acted.failure(), acted.doubt());
            }
        }
        return new Batch.Acted(results, Optional.empty(), Optional.empty(), Amounts.NONE);
    }

    /** Between two batches; why it does not go on is found at the brake that follows, once what was done is stored. */
    private boolean goesOn(Sight sight) {
        try {
            return !brakes.spent(sight.here()) && sight.controls().look().isEmpty();
        } catch (ControlsUnreadable unknown) {
            return false;
        }
    }

    /** Stores outcomes; those an earlier invocation stored before it died stand, and only what they leave out is added. */
    private Progress store(Run run, int number, List<Result> results) {
        Progress progress = run.progress();
        List<Result> left = results;
        while (!left.isEmpty()) {
            int stretch = progress.outcomes() + 1;
            String name = run.outcomePart(number, stretch);
            byte[] mine = OutcomePart.of(number, stretch, left).encode();
            OutcomePart stored = OutcomePart.decode(parts.putOnce(name, mine), name);
            progress = progress.plus(stored);
            Set<String> told = stored.results().stream().map(Result::id).collect(Collectors.toSet());
            left = left.stream().filter(result -> !told.contains(result.id())).toList();
        }
        return progress;
    }
}
