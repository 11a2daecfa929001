package cloud.broom.testkit;

import cloud.broom.incident.Health;
import cloud.broom.incident.Incident;
import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.plan.Amounts;
import cloud.broom.run.Burial;
import cloud.broom.run.Commit;
import cloud.broom.run.Due;
import cloud.broom.run.Letter;
import cloud.broom.run.Missed;
import cloud.broom.run.Order;
import cloud.broom.run.Place;
import cloud.broom.run.Report;
import cloud.broom.run.Run;
import cloud.broom.run.Runs.Written;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Timetable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What {@link FakeRuns} keeps, and its notices and timetables, written under the ports' exact conditions. For one thread. */
final class Kept {
    final Map<String, Run> runs = new TreeMap<>();
    final Map<RunId, Burial> buried = new HashMap<>();
    final Map<JobName, Job> jobs = new HashMap<>();
    final Map<JobName, String> paused = new HashMap<>();
    final Map<JobName, String> applied = new HashMap<>();
    final List<Commit> written = new ArrayList<>();
    final Map<String, Letter> letters = new TreeMap<>();
    private final Map<JobName, Place> places = new HashMap<>();
    private final Map<String, Amounts> days = new HashMap<>();
    private final Map<String, Integer> starts = new HashMap<>();
    private final Map<String, Order> orders = new TreeMap<>();
    private final Set<String> given = new HashSet<>();
    final Posts posts = new Posts();
    private final Map<JobName, Health> healths = new TreeMap<>(Comparator.comparing(JobName::value));
    private final Map<JobName, Timetable> timetables = new TreeMap<>(Comparator.comparing(JobName::value));
    /** When each of them is due: worked out when it is written, as the agenda is asked for far more often. */
    private final Map<JobName, Instant> slotsDue = new TreeMap<>(Comparator.comparing(JobName::value));

    private final Map<RunId, Missed> missed = new TreeMap<>(Comparator.comparing(RunId::value));
    private List<Row> agendaBefore = List.of();

    Optional<Run> run(RunId id) {
        return Optional.ofNullable(runs.get(id.value()));
    }

    Place place(JobName job) {
        return places.getOrDefault(job, Place.untouched(job));
    }

    Amounts taken(LocalDate day, Optional<JobName> job) {
        return days.getOrDefault(key(day, job), Amounts.NONE);
    }

    int starts(JobName job, Instant hour) {
        return starts.getOrDefault(key(job, hour), 0);
    }

    List<Order> orders() {
        return List.copyOf(orders.values());
    }

    void open(Order order) {
        orders.put(key(order), order);
    }

    Written give(Order order) {
        if (!given.add(key(order))) {
            return Written.CONFLICT;
        }
        open(order);
        return Written.DONE;
    }

    void close(Order order) {
        orders.remove(key(order));
    }

    Written write(Commit commit) {
        Run run = commit.run();
        boolean fresh = run.stamp().version() == 1;
        boolean paused =
                fresh && run.live() && this.paused.containsKey(run.job().name());
        if (paused
                || buried.containsKey(run.id())
                || !versionHolds(run)
                || !placeHolds(commit.place())
                || !takesFit(commit)
                || commit.start()
                        .filter(one -> !one.fits(starts(one.job(), one.hour())))
                        .isPresent()
                || !healthHolds(commit.health())
                || (fresh && missed.containsKey(run.id()))) {
            return Written.CONFLICT;
        }
        runs.put(run.id().value(), run);
        if (fresh) {
            register(run);
        }
        commit.applied().ifPresent(digest -> applied.put(run.job().name(), digest));
        commit.place().ifPresent(place -> places.put(place.job(), place));
        commit.start().ifPresent(one -> starts.merge(key(one.job(), one.hour()), 1, Integer::sum));
        commit.takes().forEach(take -> days.merge(key(take.day(), take.job()), take.more(), Amounts::plus));
        commit.orders().opened().forEach(this::open);
        commit.orders().closed().forEach(this::close);
        commit.notices().forEach(notice -> posts.put(notice, commit.at()));
        commit.health().ifPresent(health -> healths.put(health.job(), health));
        written.add(commit);
        return Written.DONE;
    }

    Written write(Burial burial) {
        boolean live = run(burial.run()).filter(Run::live).isPresent() && !buried.containsKey(burial.run());
        if (!live || !placeHolds(burial.place()) || !healthHolds(burial.news().health())) {
            return Written.CONFLICT;
        }
        buried.put(burial.run(), burial);
        burial.place().ifPresent(place -> places.put(place.job(), place));
        burial.opened().forEach(this::open);
        burial.news().notices().forEach(notice -> posts.put(notice, burial.end().at()));
        burial.news().health().ifPresent(health -> healths.put(health.job(), health));
        return Written.DONE;
    }

    Written write(Report report) {
        boolean slotsFree = report.missed().stream()
                .allMatch(slot -> !missed.containsKey(slot.run())
                        && !runs.containsKey(slot.run().value()));
        boolean letterKept =
                report.letter().filter(one -> letters.containsKey(one.id())).isPresent();
        if (!slotsFree || letterKept || !healthHolds(report.health()) || !timetableHolds(report.timetable())) {
            return Written.CONFLICT;
        }
        report.health().ifPresent(health -> healths.put(health.job(), health));
        report.timetable().ifPresent(this::put);
        report.missed().forEach(slot -> missed.put(slot.run(), slot));
        report.notices().forEach(notice -> posts.put(notice, report.at()));
        report.letter().ifPresent(letter -> letters.put(letter.id(), letter));
        return Written.DONE;
    }

    Health health(JobName job) {
        return healths.getOrDefault(job, Health.untouched(job));
    }

    /** Those with open incidents, the one that was troubled last first. */
    List<Health> troubled() {
        return healths.values().stream()
                .filter(health -> !health.open().isEmpty())
                .sorted(Comparator.comparing(Kept::since).reversed())
                .toList();
    }

    Optional<SlotUse> slot(JobName job, Slot slot) {
        RunId id = RunId.of(job, slot);
        if (runs.containsKey(id.value())) {
            return Optional.of(new SlotUse(Optional.of(id), Optional.empty()));
        }
        return Optional.ofNullable(missed.get(id)).map(gone -> new SlotUse(Optional.empty(), Optional.of(gone)));
    }

    SortedMap<Instant, SlotUse> slots(JobName job, Instant from, Instant until) {
        SortedMap<Instant, SlotUse> uses = new TreeMap<>();
        Stream<Slot> started = runs.values().stream()
                .filter(run -> run.job().name().equals(job))
                .map(run -> run.asked().slot());
        Stream<Slot> lost =
                missed.values().stream().filter(slot -> slot.job().equals(job)).map(Missed::slot);
        Stream.concat(started, lost).forEach(slot -> slot.instant()
                .filter(at -> !at.isBefore(from) && !at.isAfter(until))
                .ifPresent(at -> uses.put(at, slot(job, slot).orElseThrow())));
        return uses;
    }

    List<Missed> missed() {
        return List.copyOf(missed.values());
    }

    Optional<Timetable> timetable(JobName job) {
        return Optional.ofNullable(timetables.get(job));
    }

    List<Timetable> timetables() {
        return List.copyOf(timetables.values());
    }

    /** Changes what is kept. */
    <T> T changing(Supplier<T> change) {
        agendaBefore = agenda();
        return change.get();
    }

    void changing(Runnable change) {
        agendaBefore = agenda();
        change.run();
    }

    /** As it was before the last change. */
    List<Row> agendaBefore() {
        return agendaBefore;
    }

    List<Row> agenda() {
        Stream<Row> live = runs.values().stream()
                .filter(run -> !buried.containsKey(run.id()))
                .flatMap(run -> run.state().wakeAt().stream()
                        .map(at -> Row.of(run.id(), run.asked().function(), at)));
        Stream<Row> told = orders.values().stream().map(order -> Row.of(order.run(), order.function(), order.at()));
        Stream<Row> untold = posts.due().entrySet().stream()
                .map(entry -> new Row(entry.getValue(), new Due.OfNotice(entry.getKey())));
        Stream<Row> troubled = healths.values().stream()
                .flatMap(health -> health.due().stream().map(at -> new Row(at, new Due.OfHealth(health.job()))));
        Stream<Row> slots =
                slotsDue.entrySet().stream().map(due -> new Row(due.getValue(), new Due.OfTimetable(due.getKey())));
        return Stream.of(live, told, untold, troubled, slots)
                .flatMap(rows -> rows)
                .toList();
    }

    private void put(Timetable timetable) {
        JobName job = timetable.job().name();
        timetables.put(job, timetable);
        slotsDue.remove(job);
        timetable.due().ifPresent(at -> slotsDue.put(job, at));
    }

    private boolean versionHolds(Run run) {
        long before = run(run.id()).map(stored -> stored.stamp().version()).orElse(0L);
        return before == run.stamp().version() - 1;
    }

    private boolean takesFit(Commit commit) {
        return commit.takes().stream().allMatch(take -> take.fits(taken(take.day(), take.job())));
    }

    private boolean healthHolds(Optional<Health> changed) {
        return changed.filter(health -> health(health.job()).version() != health.version() - 1)
                .isEmpty();
    }

    private boolean timetableHolds(Optional<Timetable> changed) {
        return changed.filter(one ->
                        timetable(one.job().name()).map(Timetable::version).orElse(0L) != one.version() - 1)
                .isEmpty();
    }

    private static Instant since(Health health) {
        return health.open().stream()
                .map(Incident::opened)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    private boolean placeHolds(Optional<Place> changed) {
        return changed.filter(place -> place(place.job()).version() != place.version() - 1)
                .isEmpty();
    }

    /** A schedule's call carries the job as it is now; any other may be a person's variation on it. */
    private void register(Run run) {
        Job spec = run.asked().spec();
        if (run.asked().slot().instant().isPresent()) {
            jobs.put(spec.name(), spec);
        } else {
            jobs.putIfAbsent(spec.name(), spec);
        }
    }

    private static String key(LocalDate day, Optional<JobName> job) {
        return day + "/" + job.map(JobName::value).orElse("*");
    }

    private static String key(JobName job, Instant hour) {
        return job + "/" + hour;
    }

    private static String key(Order order) {
        return order.run() + "/" + order.id();
    }

    /** A row of the agenda. */
    record Row(Instant at, Due due) {
        static Row of(RunId run, String function, Instant at) {
            return new Row(at, new Due.OfRun(run, function, at));
        }
    }
}
