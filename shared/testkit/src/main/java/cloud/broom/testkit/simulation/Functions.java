package cloud.broom.testkit.simulation;

import cloud.broom.Answer;
import cloud.broom.Bounds;
import cloud.broom.Broom;
import cloud.broom.Confines;
import cloud.broom.Outbox;
import cloud.broom.Pauses;
import cloud.broom.approval.Proofs;
import cloud.broom.call.Call;
import cloud.broom.call.CallReader;
import cloud.broom.call.Request;
import cloud.broom.gate.OwnStack;
import cloud.broom.gate.Territory;
import cloud.broom.job.JobName;
import cloud.broom.job.Limit;
import cloud.broom.job.Limits;
import cloud.broom.job.Measure;
import cloud.broom.json.Refused;
import cloud.broom.run.LeaseLost;
import cloud.broom.run.OrderRefused;
import cloud.broom.run.Runs;
import cloud.broom.run.SlotTaken;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.run.UnreadableRecord;
import cloud.broom.task.Guard;
import cloud.broom.testkit.FakeTask;
import cloud.broom.testkit.FakeWaker;
import cloud.broom.watch.DeadLetters;
import cloud.broom.watch.Realm;
import cloud.broom.watch.Timers;
import cloud.broom.watch.Watchdog;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Plays Lambda: starts the real engine in an invocation of its own for each request, and again if an asynchronous one failed. */
final class Functions {
    /** Lambda tries an asynchronous request again twice (docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html). */
    private static final int ATTEMPTS = 3;

    private static final Set<Class<?>> KNOWN = Set.of(
            Refused.class,
            SlotTaken.class,
            OrderRefused.class,
            StoreUnavailable.class,
            UnreadableRecord.class,
            Timers.Unanswered.class);
    private static final Duration MARGIN = Duration.ofSeconds(15);
    private static final Duration LATE = Duration.ofMinutes(20);

    private static final String FUNCTION = "function-of-";
    private static final OwnStack STACK = new OwnStack("stack", Fakes.OWN);

    private final World world;
    private final Duration length;
    private final Bounds bounds;
    private int visits;
    private int under;

    Functions(World world, Duration length, int partItems) {
        this.world = world;
        this.length = length;
        Limits ceiling = new Limits(
                new TreeMap<>(Map.of(Measure.ITEMS, world.most)), new TreeMap<>(Map.of(Measure.ITEMS, world.ceiling)));
        this.bounds = world.rigging.bounds(new Bounds(ceiling, Limit.of(1000), partItems, MARGIN));
    }

    /** How many invocations are requested, under way or to be tried again. */
    int busy() {
        return under;
    }

    /** Asks a job's function, once; if asynchronously, Lambda tries again what failed. */
    void request(Instant at, JobName job, Request request, boolean asynchronous) {
        BiFunction<Visit, Runs, Object> work = (visit, runs) -> request.match(
                call -> advance(job, call, visit, runs),
                order -> new Pauses(runs, FakeTask.NAME).tell(order, visit),
                asked -> {
                    throw new IllegalStateException("nobody asks that here: " + asked);
                },
                said -> {
                    throw new IllegalStateException("nobody says that here: " + said);
                });
        invoke(at, new Errand(function(job), length, work), asynchronous ? ATTEMPTS : 1);
    }

    /** A wake that was asked for arrives, late, twice or never. */
    void woken(FakeWaker.Wake wake, Optional<Strike> strike) {
        arrives(wake.run().job(), new Request.OfRun(new Call.Wake(wake.run())), strike);
    }

    private void arrives(JobName job, Request call, Optional<Strike> strike) {
        Instant now = world.stage.now();
        Strike kind = strike.orElse(Strike.CONFLICT);
        if (kind != Strike.WAKE_LOST) {
            Duration delay = kind == Strike.WAKE_LATE ? world.weather.upTo(LATE) : world.weather.latency();
            request(now.plus(delay), job, call, true);
        }
        if (kind == Strike.WAKE_DOUBLED) {
            request(now.plus(world.weather.upTo(LATE)), job, call, true);
        }
    }

    /** A call that was asked for arrives, late, twice or never. */
    void called(FakeWaker.Called called, Optional<Strike> strike) {
        JobName job = new JobName(called.function().replace(FUNCTION, ""));
        world.laws.clockwork().called(job, world.stage.now());
        Request call = CallReader.read(called.payload(), "request");
        arrives(job, call, strike);
    }

    void watch(Instant at) {
        BiFunction<Visit, Runs, Object> pass = (visit, runs) -> {
            SimulatedRim rim = world.rim(visit);
            Timers timers = new SimulatedTimers(world.rigging.timers(world.fakes.timers()), visit, world.boundary);
            Realm realm = new Realm(world.timetables(visit), timers, DeadLetters.NONE, "stack");
            return new Watchdog(runs, rim, new Outbox(world.notices(visit), rim), realm)
                    .warm()
                    .pass(visit);
        };
        invoke(at, new Errand("watchdog", Duration.ofMinutes(1), pass), 1);
    }

    static String function(JobName job) {
        return FUNCTION + job;
    }

    private Object advance(JobName job, Call call, Visit visit, Runs runs) {
        Guard guard = new Guard();
        SimulatedTask task = new SimulatedTask(
                world.fakes, job, new Client(guard, world.rigging), world.laws, visit, world.boundary);
        Proofs proofs = new SimulatedProofs(world.rigging.proofs(world.fakes.proofs()), visit, world.boundary);
        Confines confines = new Confines(guard, world.rigging.stack(STACK), Territory.ANYWHERE);
        try {
            Answer answer = new Broom(task, world.stores(visit, runs), world.rim(visit), proofs, bounds, confines)
                    .advance(call, visit);
            world.laws.parted(visit, Optional.empty());
            return answer;
        } catch (LeaseLost lost) {
            world.laws.parted(visit, Optional.of(lost));
            return runs.find(lost.run()).map(Answer::unmoved).orElseThrow(() -> lost);
        }
    }

    private void invoke(Instant at, Errand errand, int attempts) {
        String requestId = "r" + ++visits;
        under++;
        attempt(at, errand, requestId, attempts);
    }

    private void attempt(Instant at, Errand errand, String requestId, int attempts) {
        world.stage.enter(at, () -> {
            Visit.Terms terms = new Visit.Terms(
                    errand.length,
                    world.luck.nextLong(),
                    requestId,
                    errand.function,
                    world.weather.offset(world.stage.now(), Boundary.CLOCKS));
            String name = errand.function.replace(FUNCTION, "") + "/" + requestId;
            Visit visit = new Visit(name, world.stage, world.boundary, terms, () -> again(errand, requestId, attempts));
            play(visit, errand, requestId, attempts);
        });
    }

    private void play(Visit visit, Errand errand, String requestId, int attempts) {
        world.trace.line(
                world.stage.now(),
                visit,
                () -> "begins, its clock at " + visit.now() + ", its deadline at " + visit.deadline());
        try {
            Object answer = errand.work.apply(visit, world.runs(visit));
            visit.leave();
            under--;
            world.trace.line(world.stage.now(), visit, () -> "answers " + answer);
            world.laws.answered(visit, answer);
        } catch (RuntimeException thrown) {
            visit.leave();
            world.trace.line(world.stage.now(), visit, () -> "throws " + thrown);
            world.tally.check(Law.KNOWN_ERRORS, KNOWN.contains(thrown.getClass()), () -> visit + " threw " + thrown);
            again(errand, requestId, attempts);
        }
    }

    private void again(Errand errand, String requestId, int attempts) {
        if (attempts > 1) {
            attempt(
                    world.stage.now().plus(Duration.ofMinutes(ATTEMPTS + 1 - attempts)),
                    errand,
                    requestId,
                    attempts - 1);
        } else {
            under--;
        }
    }

    private record Errand(String function, Duration length, BiFunction<Visit, Runs, Object> work) {}
}
