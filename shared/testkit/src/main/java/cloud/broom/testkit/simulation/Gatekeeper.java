package cloud.broom.testkit.simulation;

import cloud.broom.control.Exemption;
import cloud.broom.job.Limit;
import cloud.broom.job.Measure;
import cloud.broom.job.RunId;
import cloud.broom.plan.OutcomePart;
import cloud.broom.plan.PlanPart;
import cloud.broom.plan.Planned;
import cloud.broom.run.Claims;
import cloud.broom.run.Run;
import cloud.broom.task.Outcome;
import cloud.broom.testkit.FakeTask.Item;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Watches what stands between what is found and what is done: sight, brakes, exemptions, approval, grace, what is the stack's. */
final class Gatekeeper {
    private final Fakes fakes;
    private final Tally tally;
    private final Graces graces;
    private final Consents consents = new Consents();
    private final Limit ceiling;
    private final Map<RunId, Set<String>> excused = new HashMap<>();
    private final Set<Exemption> exemptions = new HashSet<>();

    Gatekeeper(Fakes fakes, Tally tally, Limit ceiling) {
        this.fakes = fakes;
        this.tally = tally;
        this.ceiling = ceiling;
        this.graces = new Graces(fakes.marks(), tally);
    }

    Graces graces() {
        return graces;
    }

    Consents consents() {
        return consents;
    }

    /** Somebody exempts something. */
    void exempt(Exemption exemption) {
        exemptions.add(exemption);
    }

    /** A search has seen something against these: its run need not plan them. */
    void excuse(Visit visit, Collection<String> ids) {
        visit.hold().ifPresent(hold -> excused.computeIfAbsent(hold.run(), any -> new HashSet<>())
                .addAll(ids));
    }

    boolean mustBePlanned(Run run, String id) {
        boolean waits = run.job().grace().filter(grace -> !grace.isZero()).isPresent();
        return !waits
                && !fakes.isOwn(id)
                && !excused.getOrDefault(run.id(), Set.of()).contains(id)
                && exemptions.stream().noneMatch(one -> one.glob().matches(id));
    }

    /** An invocation stores what it is going to do. */
    void plans(Visit visit, String name, byte[] bytes) {
        tally.check(Law.LOOKS_ONLY, !visit.looks().strayed(), () -> visit + " plans what was looked at by writing");
        List<String> ids =
                PlanPart.decode(bytes, name).items().stream().map(Planned::id).toList();
        ids.forEach(id -> {
            tally.check(
                    Law.PLANNED_AS_SEEN, visit.looks().qualified(id), () -> visit + " plans " + id + " all the same");
            tally.check(Law.TAGS_READ, visit.looks().isUnkept(id), () -> visit + " plans " + id + " whatever its tags");
        });
    }

    /** An invocation stores what came of it: it has to brake before it acts again. */
    void settles(Visit visit, String name, byte[] bytes) {
        OutcomePart.decode(bytes, name).results().stream()
                .filter(result -> visit.looks().isUntold(result.id()))
                .forEach(result -> tally.check(
                        Law.TAGS_READ,
                        result.outcome().kind() == Outcome.Kind.FAILED,
                        () -> visit + " was told no tags, and says " + result));
        visit.looks().brakes();
    }

    /** An invocation sends a batch for a run. */
    void mayAct(Visit visit, Run run, Resources resources, List<Item> batch) {
        tally.check(Law.LOOKS_ONLY, !visit.looks().strayed(), () -> visit + " acts after its task wrote to look");
        List<String> ids = batch.stream().map(Item::id).toList();
        Optional<Looks.Passed> brake = visit.looks().brake();
        tally.check(
                Law.BRAKED, brake.filter(passed -> !passed.stopped()).isPresent(), () -> visit + " acts past " + brake);
        consented(visit, run);
        for (Item item : batch) {
            mayGo(visit, run, item.id(), brake);
            graces.checkOver(run, item, resources.since(item));
        }
        visit.looks().asksTags(ids);
        visit.looks().sends();
    }

    /** Whether as many as its job asks have really approved its plan. */
    boolean approved(Run run) {
        return consents.of(run.id(), run.progress().digest())
                >= run.job().approval().approvers();
    }

    private void consented(Visit visit, Run run) {
        long found = run.progress().totals().found();
        tally.check(
                Law.LIMIT_HELD, ceiling.allows(found), () -> visit + " acts beyond the ceiling for " + Shown.of(run));
        boolean within = run.job().limits().items().allows(found)
                && Optional.ofNullable(run.job().approval().above().get(Measure.ITEMS))
                        .filter(most -> !most.allows(found))
                        .isEmpty();
        tally.check(Law.APPROVED, within || approved(run), () -> visit + " acts, unapproved, for " + Shown.of(run));
    }

    private void mayGo(Visit visit, Run run, String id, Optional<Looks.Passed> brake) {
        tally.check(Law.OWN_SPARED, !fakes.isOwn(id), () -> visit + " acts on the stack's own " + id);
        tally.check(Law.TAGS_READ, visit.looks().isUnkept(id), () -> visit + " acts on " + id + " whatever its tags");
        List<Exemption> now = fakes.controls().exemptions().all();
        tally.check(
                Law.EXEMPT_SPARED,
                brake.stream()
                        .flatMap(passed -> passed.exemptions().stream())
                        .noneMatch(one -> now.contains(one)
                                && one.covers(
                                        run.job().name(), id, visit.really().plus(Claims.SKEW))),
                () -> visit + " acts on " + id + " though it was exempt at its brake");
    }
}
