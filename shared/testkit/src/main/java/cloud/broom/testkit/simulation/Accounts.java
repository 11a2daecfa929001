package cloud.broom.testkit.simulation;

import cloud.broom.plan.Digest;
import cloud.broom.plan.OutcomePart;
import cloud.broom.plan.OutcomePart.Result;
import cloud.broom.plan.Parts;
import cloud.broom.plan.PlanPart;
import cloud.broom.plan.Planned;
import cloud.broom.plan.Totals;
import cloud.broom.run.Progress;
import cloud.broom.run.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One run's books, kept beside its record from nothing but the parts that are stored. */
final class Accounts {
    private final Parts parts;
    private final Tally tally;
    private final Map<String, Planned> planned = new HashMap<>();
    private final Map<String, Result> settled = new HashMap<>();
    private Totals totals = Totals.NONE;
    private Digest digest = Digest.NONE;
    private Progress counted = Progress.NONE;

    Accounts(Parts parts, Tally tally) {
        this.parts = parts;
        this.tally = tally;
    }

    /** Follows a checkpoint: what it newly counts must be stored, and come to what it says. */
    void follow(Run run) {
        Progress now = run.progress();
        for (int part = counted.parts() + 1; part <= now.parts(); part++) {
            plan(run.planPart(part));
        }
        for (int part = counted.applied() + 1; part <= now.applied(); part++) {
            settleWhole(run, part);
        }
        settle(run, now.applied() + 1, now.outcomes());
        counted = now;
        Totals said = now.totals();
        check(
                said.found() == totals.found()
                        && said.bytes() == totals.bytes()
                        && said.done() == totals.done()
                        && said.skipped() == totals.skipped()
                        && said.failed() == totals.failed()
                        && said.freed() == totals.freed()
                        && said.remaining() == planned.size() - settled.size(),
                () -> run + " counts " + said + ", the parts " + totals);
        check(now.digest().equals(digest), () -> run.id() + " has digest " + now.digest() + ", its parts " + digest);
    }

    boolean plans(String item) {
        return planned.containsKey(item);
    }

    Optional<Result> result(String item) {
        return Optional.ofNullable(settled.get(item));
    }

    List<Planned> planned() {
        return List.copyOf(planned.values());
    }

    private void plan(String name) {
        byte[] stored = stored(name);
        PlanPart part = PlanPart.decode(stored, name);
        for (Planned item : part.items()) {
            check(planned.put(item.id(), item) == null, () -> name + " plans again " + item.id());
        }
        totals = totals.plusSeen(part.seen());
        digest = digest.then(stored);
    }

    private void settleWhole(Run run, int part) {
        int stretch = part == counted.applied() + 1 ? counted.outcomes() + 1 : 1;
        while (parts.find(run.outcomePart(part, stretch)).isPresent()) {
            settle(run.outcomePart(part, stretch++));
        }
        String name = run.planPart(part);
        for (Planned item : PlanPart.decode(stored(name), name).items()) {
            check(settled.containsKey(item.id()), () -> name + " is done with, but nothing is known of " + item.id());
        }
    }

    private void settle(Run run, int part, int upTo) {
        int from = part == counted.applied() + 1 ? counted.outcomes() + 1 : 1;
        for (int stretch = from; stretch <= upTo; stretch++) {
            settle(run.outcomePart(part, stretch));
        }
    }

    private void settle(String name) {
        OutcomePart part = OutcomePart.decode(stored(name), name);
        for (Result result : part.results()) {
            check(planned.containsKey(result.id()), () -> name + " settles " + result.id() + ", which is not planned");
            check(settled.put(result.id(), result) == null, () -> name + " settles again " + result.id());
        }
        totals = totals.plusEffect(part.effect());
    }

    private byte[] stored(String name) {
        Optional<byte[]> stored = parts.find(name);
        check(stored.isPresent(), () -> name + " is counted, but not stored");
        return stored.orElseThrow();
    }

    private void check(boolean holds, Supplier<String> how) {
        tally.check(Law.ACCOUNTS, holds, how);
    }
}
