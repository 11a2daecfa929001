package cloud.broom.testkit.simulation;

import cloud.broom.Answer;
import cloud.broom.fact.Cached;
import cloud.broom.job.Freshness;
import cloud.broom.job.JobName;
import cloud.broom.job.Limit;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.run.Burial;
import cloud.broom.run.Claims;
import cloud.broom.run.Commit;
import cloud.broom.run.LeaseLost;
import cloud.broom.run.Order;
import cloud.broom.run.Report;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Runs.Written;
import cloud.broom.run.Status;
import cloud.broom.task.Outcome;
import cloud.broom.task.ReferenceSet;
import cloud.broom.testkit.FakeTask.Item;
import cloud.broom.testkit.simulation.Lookups.Owner;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Watches every write and act of a world, and what it tells outside. */
final class Laws {
    private static final Set<Order.Kind> ENDING = EnumSet.of(Order.Kind.CANCEL, Order.Kind.REJECT);

    private final Fakes fakes;
    private final Tally tally;
    private final Map<RunId, Accounts> accounts = new HashMap<>();
    private final Map<Visit.Hold, Visit> holders = new HashMap<>();
    private final Map<String, byte[]> parts = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Tidings tidings;
    private final Deliveries deliveries;
    private final Clockworks clockwork;
    private final DayBooks days;
    private final HourBooks hours;
    private final Gatekeeper gate;
    private final Onlooker onlooker;

    /**
     * Laws of a world that is to hear of its runs.
     *
     * @param day of the items that all jobs act on in a day
     * @param run of the items of one run
     */
    Laws(Fakes fakes, Tally tally, Onlooker onlooker, Limit day, Limit run) {
        this.days = new DayBooks(tally, day, (whose, item) -> accounts(whose).result(item));
        this.hours = new HourBooks(tally);
        this.gate = new Gatekeeper(fakes, tally, run);
        this.onlooker = onlooker;
        this.fakes = fakes;
        this.tally = tally;
        this.tidings = new Tidings(tally, fakes);
        this.deliveries = new Deliveries(tally, fakes.notices());
        this.clockwork = new Clockworks(fakes, tally);
    }

    Accounts accounts(RunId run) {
        return accounts.computeIfAbsent(run, any -> new Accounts(fakes.parts(), tally));
    }

    Gatekeeper gate() {
        return gate;
    }

    Clockworks clockwork() {
        return clockwork;
    }

    Tidings tidings() {
        return tidings;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** What acts have removed, as {@code job/id}. */
    Set<String> deleted() {
        return Set.copyOf(deleted);
    }

    Written commit(Visit visit, Commit commit, Supplier<Written> write) {
        Optional<Run> before = fakes.runs().stored(commit.run().id());
        Written written = write.get();
        if (written == Written.DONE) {
            Run after = fakes.runs().stored(commit.run().id()).orElseThrow();
            before.ifPresent(was -> follows(visit, was, after));
            if (after.state() instanceof Running) {
                holds(visit, after);
            }
            cancels(visit, commit, after);
            accounts(after.id()).follow(after);
            whole(before, after);
            tidings.halted(after);
            deliveries.written(commit.notices(), visit.really());
            days.written(commit, fakes.runs());
            hours.written(commit);
            if (after.parked()) {
                onlooker.parked(after);
            }
        }
        return written;
    }

    Written bury(Visit visit, Burial burial, Supplier<Written> write) {
        Written written = write.get();
        if (written == Written.DONE) {
            tidings.buried(burial);
            deliveries.written(burial.news().notices(), visit.really());
        }
        return written;
    }

    Written report(Visit visit, Report report, Supplier<Written> write) {
        Written written = clockwork.report(report, write);
        if (written == Written.DONE) {
            tidings.reported();
            deliveries.written(report.notices(), visit.really());
        }
        return written;
    }

    /** An invocation is about to store a part. */
    void puts(Visit visit, String name, byte[] bytes) {
        if (name.contains("/plan/")) {
            gate.plans(visit, name, bytes);
        } else if (name.contains("/outcome/")) {
            gate.settles(visit, name, bytes);
        }
    }

    void put(String name) {
        fakes.parts().find(name).ifPresent(now -> {
            byte[] first = parts.computeIfAbsent(name, any -> now);
            check(Law.PARTS_IMMUTABLE, Arrays.equals(first, now), () -> name + " was overwritten");
        });
    }

    void told(Visit visit, Notice notice) {
        deliveries.told(notice, visit.really());
        notice.<Optional<Alert>>match(Optional::of, event -> Optional.empty())
                .filter(Graces::isOfMarks)
                .ifPresentOrElse(
                        marks -> gate.graces().told(marks, deliveries.standsFor(marks), visit.really()),
                        () -> tidings.told(notice));
    }

    Map<String, Item> reread(Visit visit, Resources resources, List<Item> planned, Supplier<Map<String, Item>> effect) {
        visit.looked(planned.stream()
                .filter(item -> !resources.changed(item))
                .map(Item::id)
                .collect(Collectors.toSet()));
        return effect.get();
    }

    Map<String, Outcome> act(
            Visit visit, Resources resources, List<Item> batch, Supplier<Map<String, Outcome>> effect) {
        check(Law.ONE_ACTOR, visit.hold().isPresent(), () -> visit + " acts for no run");
        Visit.Hold hold = visit.hold().orElseThrow();
        Run run = fakes.runs().stored(hold.run()).orElseThrow();
        mayAct(visit, run, hold);
        batch.forEach(item -> mayGo(visit, run, resources, item.id()));
        batch.forEach(item -> check(
                Law.CHANGED_SURVIVES,
                visit.sawSame(item.id()),
                () -> visit + " acts on " + item.id() + " without having seen it as it was planned"));
        gate.mayAct(visit, run, resources, batch);
        List<Item> changed = batch.stream().filter(resources::changedInContent).toList();
        List<String> before = resources.task.left();
        Map<String, Outcome> outcomes = effect.get();
        visit.looked(Set.of());
        changed.forEach(item ->
                check(Law.CHANGED_SURVIVES, resources.isThere(item.id()), () -> run.id() + " removed " + item.id()));
        List<String> removed =
                before.stream().filter(id -> !resources.isThere(id)).toList();
        removed.forEach(id -> deleted.add(run.job().name() + "/" + id));
        days.acted(run, removed, gate.approved(run));
        return outcomes;
    }

    Optional<Owner> look(Visit visit, Instant asked) {
        return fakes.lookups().look(visit, asked);
    }

    /** A search takes an answer for granted, which may have been given before. */
    void taken(Visit visit, Cached<Owner> answer) {
        visit.hold().map(this::stored).ifPresent(run -> answer.kept().ifPresent(kept -> {
            Freshness freshness = run.job().cache();
            Instant given = fakes.lookups().given(kept.readAt(), answer.value()).orElse(Instant.MIN);
            boolean since = !freshness.ofOneRun()
                    || run.asked().slot().retried().isPresent()
                    || !given.isBefore(run.asked().asOf().minus(Claims.SKEW));
            boolean lately =
                    !given.isBefore(visit.really().minus(freshness.kept()).minus(Claims.SKEW));
            check(Law.FRESH_FACTS, since && lately, () -> visit + " takes " + answer + " for " + Shown.of(run));
        }));
    }

    /** A task was to look, and has tried to write. */
    void strays(Visit visit, boolean sent) {
        check(Law.LOOKS_ONLY, !sent, () -> visit + " has written while it was to look");
        visit.looks().stray();
    }

    /** A search is handed a set to judge by. */
    void judgesBy(Visit visit, Instant asked, ReferenceSet set) {
        Optional<String> doubt =
                set.doubt().isPresent() ? Optional.empty() : fakes.uses().doubt(visit, asked, set);
        check(Law.SET_WHOLE, doubt.isEmpty(), () -> visit + " judges by " + set.name() + ", which " + doubt);
        visit.looks().judged();
    }

    /** An invocation has answered. */
    void answered(Visit visit, Object answer) {
        if (answer instanceof Answer told) {
            boolean recorded = told.state() == Status.MISSED
                    ? fakes.runs().missed().stream().anyMatch(slot -> slot.run().equals(told.run()))
                    : fakes.runs().stored(told.run()).isPresent();
            check(Law.ANSWERED, recorded, () -> told.run() + " is not recorded as " + told.state());
        }
        visit.hold()
                .ifPresent(hold ->
                        check(Law.ANSWERED, !holdsStill(hold), () -> visit + " has answered, and keeps " + hold));
    }

    /** An invocation has let go of a run, or was told that it has lost it: which its deadline tells it first, so few ever hear it. */
    void parted(Visit visit, Optional<LeaseLost> lost) {
        boolean itsOwn = visit.hold()
                .filter(hold -> lost.map(LeaseLost::run).equals(Optional.of(hold.run())))
                .filter(hold -> stored(hold).stamp().fence() == hold.fence())
                .filter(hold -> !tidings.isBuried(hold.run()))
                .isPresent();
        check(
                Law.LEASE_KNOWN,
                !itsOwn,
                () -> visit + " was told that it lost " + visit.hold().orElseThrow() + ", which it holds");
    }

    private void follows(Visit visit, Run before, Run after) {
        RunId id = after.id();
        check(
                Law.SLOT_ONCE,
                before.asked().claim().equals(after.asked().claim()),
                () -> id + " was made by " + before.asked().claim() + ", and again by "
                        + after.asked().claim());
        long older = before.stamp().fence();
        long newer = after.stamp().fence();
        boolean itsOwn = visit.hold().equals(Optional.of(new Visit.Hold(id, newer)));
        check(
                Law.ONE_WRITER,
                before.live() && after.stamp().version() == before.stamp().version() + 1 && (newer > older || itsOwn),
                () -> visit + " writes " + Shown.of(after) + " over " + Shown.of(before));
        if (newer > older && before.state() instanceof Running) {
            Optional<Visit> holder = Optional.ofNullable(holders.get(new Visit.Hold(id, older)));
            check(
                    Law.LEASE_RESPECTED,
                    holder.filter(Visit::mayAct).isEmpty(),
                    () -> visit + " takes " + id + " from " + holder + ", which goes on");
        }
    }

    private void holds(Visit visit, Run run) {
        visit.holds(run.id(), run.stamp().fence());
        if (holders.put(new Visit.Hold(run.id(), run.stamp().fence()), visit) == null) {
            onlooker.claimed(run);
        }
    }

    private void cancels(Visit visit, Commit commit, Run after) {
        List<Order> closed = commit.orders().closed();
        check(
                Law.CANCEL_FOLLOWED,
                !after.live() || closed.stream().noneMatch(order -> ENDING.contains(order.kind())),
                () -> visit + " closes " + closed + " with " + Shown.of(after));
    }

    /** Once the search has come to its end, all that has qualified since before it began is planned. */
    private void whole(Optional<Run> before, Run after) {
        if (!after.wantsPart() && before.filter(Run::wantsPart).isPresent()) {
            Resources resources = fakes.of(after.job().name());
            for (String id : resources.standing(after.asked().asOf().minus(Claims.SKEW))) {
                check(
                        Law.WHOLE_PLAN,
                        accounts(after.id()).plans(id) || !gate.mustBePlanned(after, id),
                        () -> after.id() + " does not plan " + id);
            }
        }
    }

    private void mayAct(Visit visit, Run run, Visit.Hold hold) {
        check(Law.ONE_ACTOR, holdsStill(hold), () -> visit + " acts for " + hold + ", which is " + Shown.of(run));
        JobName job = run.job().name();
        check(
                Law.ONE_RUN_A_JOB,
                fakes.runs().placed(job).current().equals(Optional.of(run.id())),
                () -> visit + " acts for " + run.id() + " while the place is "
                        + fakes.runs().placed(job));
        check(Law.DRY_RUN_LOOKS, run.job().mode() == Mode.APPLY, () -> visit + " acts for the dry run " + run.id());
    }

    private void mayGo(Visit visit, Run run, Resources resources, String item) {
        check(
                Law.PLANNED_ONLY,
                accounts(run.id()).plans(item) && resources.qualifies(item) && !run.wantsPart(),
                () -> visit + " acts on " + item + " for " + Shown.of(run));
        check(
                Law.NOT_SENT_AGAIN,
                !visit.knows(item) && accounts(run.id()).result(item).isEmpty(),
                () -> visit + " acts again on " + item);
    }

    private boolean holdsStill(Visit.Hold hold) {
        Run run = stored(hold);
        return run.state() instanceof Running && run.stamp().fence() == hold.fence();
    }

    private Run stored(Visit.Hold hold) {
        return fakes.runs().stored(hold.run()).orElseThrow();
    }

    private void check(Law law, boolean holds, Supplier<String> how) {
        tally.check(law, holds, how);
    }
}
