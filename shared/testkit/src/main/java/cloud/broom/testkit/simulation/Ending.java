package cloud.broom.testkit.simulation;

import cloud.broom.job.Mode;
import cloud.broom.plan.Planned;
import cloud.broom.run.Due;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import cloud.broom.task.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold of a world that has come to rest. */
final class Ending {
    private final World world;
    private final Tally tally;

    Ending(World world) {
        this.world = world;
        this.tally = world.tally;
    }

    /** The first law that does not hold, if one does not. */
    Optional<Throwable> broken() {
        try {
            tally.check(Law.ENDS, world.live().isEmpty(), () -> "still live: " + Shown.of(world.live()));
            nothingIsLeft();
            world.laws.clockwork().checkAccounted();
            world.laws.tidings().checkTold();
            world.laws.deliveries().checkTold(world.calm());
            effectsAreExact();
            return Optional.empty();
        } catch (Violation broken) {
            return Optional.of(broken);
        }
    }

    private void nothingIsLeft() {
        world.fakes
                .resources()
                .keySet()
                .forEach(job -> tally.check(
                        Law.NOTHING_LEFT,
                        world.fakes.runs().placed(job).current().isEmpty(),
                        () -> "left over: " + world.fakes.runs().placed(job)));
        // An open incident is told of again and again until somebody ends it.
        List<Due> due = world.fakes.runs().due(world.stage.now().plus(Duration.ofDays(100)), 1000).stream()
                .filter(row -> !(row instanceof Due.OfHealth))
                .toList();
        tally.check(Law.NOTHING_LEFT, due.isEmpty(), () -> "left over: " + due);
    }

    private void effectsAreExact() {
        Set<String> intended = new HashSet<>();
        for (Run run : world.fakes.runs().stored()) {
            if (run.job().mode() == Mode.APPLY) {
                Accounts accounts = world.laws.accounts(run.id());
                accounts.planned().forEach(item -> intended.add(key(run, item.id())));
                if (run.state().status() == Status.COMPLETED) {
                    accounts.planned().forEach(item -> isAsSaid(run, item));
                }
            }
        }
        Set<String> beyond = new HashSet<>(world.laws.deleted());
        beyond.removeAll(intended);
        tally.check(Law.EFFECT, beyond.isEmpty(), () -> "removed, though no run planned it: " + beyond);
    }

    private void isAsSaid(Run run, Planned item) {
        Optional<Outcome> outcome =
                world.laws.accounts(run.id()).result(item.id()).map(result -> result.outcome());
        boolean there = world.fakes.of(run.job().name()).isThere(item.id());
        boolean holds = outcome.map(said -> switch (said.kind()) {
                    case DONE, GONE -> !there;
                    case CHANGED, SKIPPED -> true;
                    case FAILED -> false;
                })
                .orElse(false);
        tally.check(
                Law.EFFECT,
                holds,
                () -> Shown.of(run) + " says of " + item.id() + " " + outcome + ", which is "
                        + (there ? "there" : "gone"));
    }

    private static String key(Run run, String item) {
        return run.job().name() + "/" + item;
    }
}
