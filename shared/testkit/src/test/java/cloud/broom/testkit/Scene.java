package cloud.broom.testkit;

import cloud.broom.Answer;
import cloud.broom.Bounds;
import cloud.broom.Broom;
import cloud.broom.Incidents;
import cloud.broom.Outbox;
import cloud.broom.Pauses;
import cloud.broom.Stores;
import cloud.broom.approval.Decision;
import cloud.broom.call.Call;
import cloud.broom.call.CallReader;
import cloud.broom.call.Request;
import cloud.broom.fact.Facts;
import cloud.broom.job.JobName;
import cloud.broom.job.Limit;
import cloud.broom.job.Limits;
import cloud.broom.job.RunId;
import cloud.broom.plan.Digest;
import cloud.broom.run.LeaseLost;
import cloud.broom.run.Run;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.run.UnreadableRecord;
import cloud.broom.telling.IncidentEvents;
import cloud.broom.telling.Site;
import cloud.broom.watch.DeadLetters;
import cloud.broom.watch.Realm;
import cloud.broom.watch.Watchdog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A function, its watchdog and their world. Every advance is a fresh {@link Broom} in a fresh invocation. */
final class Scene {
    /** How long a pass of the watchdog may take, whatever the task's function may. */
    private static final Duration WATCHDOG = Duration.ofMinutes(1);

    static final JobName TIDY = new JobName("tidy");
    static final String SLOT = "2026-01-31T03:00:00Z";

    private static final Instant START = Instant.parse(SLOT).plusSeconds(2);
    private static final Duration MARGIN = Duration.ofSeconds(15);

    final FakeClock clock = new FakeClock(START);
    final FakeRuns runs = new FakeRuns();
    final FakeNotices notices = runs.notices();
    final FakeTimetables timetables = runs.timetables();
    final FakeParts parts = new FakeParts();
    final FakeMarks marks = new FakeMarks();
    final FakeOutlet outlet = new FakeOutlet();
    final FakeProofs proofs = new FakeProofs();
    final FakeControls controls = new FakeControls();
    final FakeWaker waker = new FakeWaker();
    final FakeTask task;
    Bounds bounds;
    private Duration length = Duration.ofMinutes(15);
    private long invocations;

    Scene(FakeTask task, long ceiling, int partItems) {
        this.task = task;
        this.bounds = new Bounds(Limits.ofItems(ceiling), Limit.of(100_000), partItems, MARGIN);
    }

    /** Pages of 2, batches of 2, parts of 4. */
    static Scene small() {
        return new Scene(new FakeTask(2, 2), 100, 4);
    }

    /** From now on invocations are this long; below the margin of 15 s their budget is spent as they begin. */
    Scene invocationsOf(Duration each) {
        this.length = each;
        return this;
    }

    /** From now on so many items that cannot be brought back go unasked. */
    Scene unasked(long most) {
        bounds = new Bounds(bounds.ceiling(), Limit.of(most), bounds.partItems(), bounds.margin());
        return this;
    }

    static String apply(String more) {
        return "{\"name\":\"tidy\",\"task\":\"fake\",\"mode\":\"apply\",\"owner\":\"team\",\"params\":{\"prefix\":\"a\"}"
                + more + "}";
    }

    static String apply() {
        return apply("");
    }

    static String dryRun(String more) {
        return apply(more).replace("\"apply\"", "\"dry-run\"");
    }

    /** What a payload asks of a run. */
    static Call call(String payload) {
        return CallReader.read(payload, "request")
                .<Optional<Call>>match(
                        Optional::of,
                        ofJob -> Optional.empty(),
                        ofResource -> Optional.empty(),
                        ofIncident -> Optional.empty())
                .orElseThrow();
    }

    /** Calls the function with a spec, or a name in quotes, for a slot. */
    Answer ask(String job, String slot) {
        return advance(call("{\"job\":" + job + ",\"slot\":\"" + slot + "\"}"));
    }

    Answer ask(String job) {
        return ask(job, SLOT);
    }

    Answer wake(RunId run) {
        return advance(new Call.Wake(run));
    }

    /** Somebody tells a run something. */
    Answer tell(Call.Tell.What what, RunId run) {
        return advance(new Call.Tell(what, run, "Ann"));
    }

    /** Somebody approves a run's plan, or rejects it, as it is. */
    Answer decide(Decision what, RunId run, String who) {
        Digest digest = stored(run).progress().digest();
        return advance(new Call.Decide(what, run, digest, FakeProofs.sign(who, what, run, digest, clock.instant())));
    }

    /** Somebody pauses the job, or lets it go on. */
    Pauses.Paused tell(Request.OfJob.What what) {
        return new Pauses(runs, FakeTask.NAME).tell(new Request.OfJob(what, TIDY, "Ann"), invocation());
    }

    /** Somebody says something of an incident. */
    IncidentEvents.Detail say(Request.OfIncident.Word what, String incident, String note) {
        Request.OfIncident said = new Request.OfIncident(what, incident, "Ann", note);
        return new Incidents(runs, new Outbox(notices, outlet), Site.UNNAMED).tell(said, invocation());
    }

    Answer advance(Call call) {
        return broom().advance(call, invocation());
    }

    Broom broom() {
        return new Broom(task, stores(), outlet, proofs, bounds);
    }

    Stores stores() {
        return new Stores(runs, notices, parts, Facts.NONE, controls, marks);
    }

    FakeInvocation invocation() {
        return FakeInvocation.of(clock, length, ++invocations);
    }

    /** One pass of the watchdog; the functions it wakes have not run yet. */
    Watchdog.Pass pass() {
        return pass(WATCHDOG);
    }

    /** One pass that may last so long. */
    Watchdog.Pass pass(Duration length) {
        Realm realm = new Realm(timetables, new FakeTimers(), DeadLetters.NONE, "");
        return new Watchdog(runs, waker, new Outbox(notices, outlet), realm)
                .pass(FakeInvocation.of(clock, length, ++invocations));
    }

    /** Lets the full hour come and a watchdog tell the marks that wait for it, if any do. */
    void tellMarks() {
        if (!notices.undelivered().isEmpty()) {
            clock.advanceTo(clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
            pass();
        }
    }

    /** Passes of a watchdog each minute, with what they wake, until nothing is live or due any more; what dies, dies. */
    void settle() {
        for (int minute = 0; minute < 10_000; minute++) {
            clock.advance(Duration.ofMinutes(1));
            survive(this::pass);
            waker.take().forEach(wake -> survive(() -> wake(wake.run())));
            if (isStill()) {
                return;
            }
        }
        throw new AssertionError("still live after a week: " + runs.stored());
    }

    private boolean isStill() {
        return runs.stored().stream()
                        .noneMatch(run -> run.live() && !runs.buried().containsKey(run.id()))
                && runs.open().isEmpty()
                && notices.undelivered().isEmpty();
    }

    /** Lets an invocation die, or find its store or its record gone; whether it lived. */
    boolean survive(Runnable invocation) {
        try {
            invocation.run();
            return true;
        } catch (Crash | StoreUnavailable | LeaseLost | UnreadableRecord ended) {
            return false;
        }
    }

    /** A run as it is kept. */
    Run stored(RunId id) {
        return runs.stored(id).orElseThrow();
    }

    /** The only run there is. */
    Run run() {
        if (runs.stored().size() != 1) {
            throw new AssertionError("not one run: " + runs.stored());
        }
        return runs.stored().get(0);
    }
}
