package cloud.broom.testkit;

import cloud.broom.incident.Health;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.run.Burial;
import cloud.broom.run.Commit;
import cloud.broom.run.Due;
import cloud.broom.run.Entry;
import cloud.broom.run.Letter;
import cloud.broom.run.Missed;
import cloud.broom.run.Order;
import cloud.broom.run.Place;
import cloud.broom.run.Registered;
import cloud.broom.run.Report;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.SlotUse;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.run.Taken;
import cloud.broom.run.UnreadableRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Runs in memory, with the port's exact conditions, and what is written with them. For one thread. */
public final class FakeRuns implements Runs {
    /** What can be asked of it. */
    public enum Call {
        COMMIT,
        FIND,
        PLACE,
        TAKEN,
        STARTS,
        REGISTERED,
        PAUSE,
        UNPAUSE,
        ORDER,
        ORDERS,
        REFUSE,
        DUE,
        BURY,
        REPORT,
        HEALTH,
        TROUBLED,
        SLOT,
        LETTER;

        /** Whether it changes what is kept. */
        public boolean writes() {
            return switch (this) {
                case FIND, PLACE, TAKEN, STARTS, REGISTERED, ORDERS, DUE, HEALTH, TROUBLED, SLOT, LETTER -> false;
                case COMMIT, PAUSE, UNPAUSE, ORDER, REFUSE, BURY, REPORT -> true;
            };
        }
    }

    private final Kept kept = new Kept();
    private final FakeNotices notices = new FakeNotices(kept);
    private final FakeTimetables timetables = new FakeTimetables(kept);
    private final Set<RunId> unreadable = new HashSet<>();
    private final Map<Order, String> refused = new LinkedHashMap<>();
    private final Calls<Call> calls = new Calls<>();
    private boolean staleNext;

    @Override
    public Written commit(Commit commit) {
        return written(Call.COMMIT, () -> kept.write(commit));
    }

    @Override
    public Optional<Run> find(RunId id) {
        return calls.make(Call.FIND, () -> {
            if (unreadable.contains(id)) {
                throw new UnreadableRecord(id, "told to be unreadable");
            }
            return stored(id);
        });
    }

    @Override
    public Place place(JobName job) {
        return calls.make(Call.PLACE, () -> placed(job));
    }

    @Override
    public Taken taken(LocalDate day, JobName job) {
        return calls.make(Call.TAKEN, () -> takenOf(day, job));
    }

    @Override
    public int starts(JobName job, Instant hour) {
        return calls.make(Call.STARTS, () -> kept.starts(job, hour));
    }

    @Override
    public Optional<Registered> registered(JobName name) {
        return calls.make(Call.REGISTERED, () -> Optional.ofNullable(kept.jobs.get(name))
                .map(job -> new Registered(
                        job, Optional.ofNullable(kept.paused.get(name)), Optional.ofNullable(kept.applied.get(name)))));
    }

    @Override
    public void pause(JobName name, String by, Instant at) {
        change(Call.PAUSE, () -> kept.paused.put(name, by));
    }

    @Override
    public void unpause(JobName name) {
        change(Call.UNPAUSE, () -> kept.paused.remove(name));
    }

    @Override
    public Written order(Order order) {
        return written(Call.ORDER, () -> kept.give(order));
    }

    @Override
    public List<Order> orders(RunId run) {
        return calls.make(Call.ORDERS, () -> open(run));
    }

    @Override
    public void refuse(Order order, String why, Instant at) {
        change(Call.REFUSE, () -> {
            kept.close(order);
            refused.put(order, why);
        });
    }

    @Override
    public Written bury(Burial burial) {
        return written(Call.BURY, () -> kept.write(burial));
    }

    @Override
    public List<Due> due(Instant now, int atMost) {
        return calls.make(Call.DUE, () -> index().stream()
                .filter(row -> !row.at().isAfter(now))
                .sorted(Comparator.comparing(Kept.Row::at))
                .limit(atMost)
                .map(Kept.Row::due)
                .toList());
    }

    @Override
    public Written report(Report report) {
        return written(Call.REPORT, () -> kept.write(report));
    }

    @Override
    public Health health(JobName job) {
        return calls.make(Call.HEALTH, () -> kept.health(job));
    }

    @Override
    public List<Health> troubled(int atMost) {
        return calls.make(
                Call.TROUBLED, () -> kept.troubled().stream().limit(atMost).toList());
    }

    @Override
    public Optional<SlotUse> slot(JobName job, Slot slot) {
        return calls.make(Call.SLOT, () -> kept.slot(job, slot));
    }

    @Override
    public Optional<Letter> letter(String id) {
        return calls.make(Call.LETTER, () -> Optional.ofNullable(kept.letters.get(id)));
    }

    /** The notices that are written here, as their own port has them. */
    public FakeNotices notices() {
        return notices;
    }

    /** The timetables and slots that are written here, as their own port has them. */
    public FakeTimetables timetables() {
        return timetables;
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }

    /** The next call of a kind fails and has no effect. */
    public void failNext(Call call) {
        calls.next(call, Fault.failing(new StoreUnavailable("told to fail: " + call)));
    }

    /** The next write happens, but whoever made it is told that the store did not answer. */
    public void loseResponseOfNext(Call call) {
        if (!call.writes()) {
            throw new IllegalArgumentException(call + " has no effect that could outlive its response");
        }
        calls.next(call, Fault.losing(new StoreUnavailable("told to lose the response: " + call)));
    }

    /** The next commit meets a {@link #conflict}. */
    public void conflictNext() {
        calls.next(Call.COMMIT, conflict());
    }

    /** The next commit is {@link #repeated}. */
    public void repeatNext() {
        calls.next(Call.COMMIT, repeated());
    }

    /** A commit or a burial meets another transaction: nothing is written, and nothing is decided by that. */
    public static Fault conflict() {
        return Fault.failing(new GotInTheWay());
    }

    /** A client that lost the first response sends its commit again: written at first, refused then. For commits only. */
    public static Fault repeated() {
        return Fault.losing(new GotInTheWay());
    }

    /** The index lags: the next question of what is due is answered as it was before the last write. */
    public void staleNext() {
        staleNext = true;
    }

    /** A run without asking the port: not counted, and no fault befalls it. */
    public Optional<Run> stored(RunId id) {
        return kept.run(id);
    }

    /** How a job has fared, without asking the port. */
    public Health healthOf(JobName job) {
        return kept.health(job);
    }

    /** Every slot that is missed, without asking the port. */
    public List<Missed> missed() {
        return kept.missed();
    }

    /** Whether a slot has come to a run or to nothing, without asking the port. */
    public boolean used(JobName job, Slot slot) {
        return kept.slot(job, slot).isPresent();
    }

    /** Every letter that is kept, without asking the port. */
    public List<Letter> letters() {
        return List.copyOf(kept.letters.values());
    }

    /** Every run, without asking the port. */
    public List<Run> stored() {
        return List.copyOf(kept.runs.values());
    }

    /** A job's place without asking the port. */
    public Place placed(JobName job) {
        return kept.place(job);
    }

    /** What is taken of a day's limits, without asking the port. */
    public Taken takenOf(LocalDate day, JobName job) {
        return new Taken(kept.taken(day, Optional.of(job)), kept.taken(day, Optional.empty()));
    }

    /** A run's open orders, oldest first, without asking the port. */
    public List<Order> open(RunId run) {
        return kept.orders().stream().filter(order -> order.run().equals(run)).toList();
    }

    /** Every open order, without asking the port. */
    public List<Order> open() {
        return kept.orders();
    }

    /** The orders that were refused, and why. */
    public Map<Order, String> refused() {
        return Map.copyOf(refused);
    }

    /** From now on nothing can be read of a run. */
    public void garble(RunId run) {
        unreadable.add(run);
    }

    /** The runs that were ended although nothing could be read of them, and how. */
    public Map<RunId, Burial> buried() {
        return Map.copyOf(kept.buried);
    }

    /** Every commit that was written, in its order: each checkpoint of each run. */
    public List<Commit> written() {
        return List.copyOf(kept.written);
    }

    /** The lines of a run's history, oldest first. */
    public List<Entry> history(RunId id) {
        return kept.written.stream()
                .filter(commit -> commit.run().id().equals(id))
                .flatMap(commit -> commit.history().stream())
                .toList();
    }

    /** When the first of all that waits for some time is due. */
    public Optional<Instant> nextDue() {
        return kept.agenda().stream().map(Kept.Row::at).min(Comparator.naturalOrder());
    }

    private Written written(Call call, Supplier<Written> write) {
        try {
            return calls.make(call, () -> kept.changing(write));
        } catch (GotInTheWay conflict) {
            return Written.CONFLICT;
        }
    }

    private void change(Call call, Runnable effect) {
        calls.make(call, () -> kept.changing(effect));
    }

    private List<Kept.Row> index() {
        List<Kept.Row> seen = staleNext ? kept.agendaBefore() : kept.agenda();
        staleNext = false;
        return seen;
    }

    private static final class GotInTheWay extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
