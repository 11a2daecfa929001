package cloud.broom.it.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.DynamoRuns;
import cloud.broom.it.Await;
import cloud.broom.it.RealTime;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.plan.Totals;
import cloud.broom.run.Entry;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Execution environments that die in the middle of a run, with nobody at hand but the watchdog's schedule. */
@Tag("deployed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(
        named = Environments.VARIABLE,
        matches = ".+",
        disabledReason = "execution environments can be killed only on a stand-in that runs them as processes here;"
                + " the variable names the folder of their pid files")
final class KilledEnvironmentIT {
    private static final System.Logger LOG = System.getLogger(KilledEnvironmentIT.class.getName());

    private static final int RUNS = 2;

    /** How often each run is struck: in all five environments are killed, and one hangs. */
    private static final int DEATHS = 3;

    private static final int STALE = 2000;
    private static final int FRESH = 50;
    private static final int PART_ITEMS = 10;
    private static final String SLOT = "doomed";

    /** An invocation dies after at least so many checkpoints of the about 400 a run needs, and some more. */
    private static final int FEWEST_CHECKPOINTS = 20;

    private static final int MORE_CHECKPOINTS = 80;

    /** Or, on a machine too busy for so many, after at most so long: later it may have put the run down for its time is up. */
    private static final int LONGEST_LIFE_MILLIS = 8000;

    /** Less than the template lets anyone choose, so that a lease is over before the watchdog's next minute. */
    private static final int TIMEOUT_SECONDS = 40;

    private static final Duration ALL_STARTED = Duration.ofMinutes(2);

    /** The timeout, the lease's 10 s more and the schedule's minute, with room for one more of each. */
    private static final Duration TAKEN_AGAIN = Duration.ofMinutes(4);

    private static final Duration HOME = Duration.ofMinutes(6);

    private final String stem = "broom-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Cloud cloud = Cloud.ofEnvironment();
    private final ExecutorService threads = Executors.newFixedThreadPool(RUNS);
    private final List<Bucket> buckets = IntStream.rangeClosed(1, RUNS)
            .mapToObj(n -> new Bucket(cloud.s3(), stem + "-" + n))
            .toList();
    private final SamStack stack;
    private final Calls calls;
    private final DynamoRuns runs;

    /** The holds that ended without a word. */
    private final Set<Hold> struck = new HashSet<>();

    KilledEnvironmentIT() throws IOException, InterruptedException {
        String targets = buckets.stream().map(Bucket::name).collect(Collectors.joining(","));
        stack = SamStack.deploy(
                cloud, stem, Map.of("TargetBuckets", targets, "PartItems", Integer.toString(PART_ITEMS)));
        calls = new Calls(cloud.lambda(), stack.output("S3StaleObjectsFunction"));
        runs = new DynamoRuns(cloud.dynamoDb(), stack.output("Table"));
    }

    @AfterAll
    void remove() throws IOException {
        threads.shutdownNow();
        buckets.forEach(Bucket::delete);
        stack.close();
        cloud.close();
    }

    @Test
    void comeHomeByTheWatchdogAloneHoweverOftenTheyAreKilledOrHang() throws Exception {
        leaveItToTheWatchdog();
        fill();
        long seed = Long.getLong("broom.seed", RealTime.CLOCK.millis());
        LOG.log(Level.INFO, "seed of the moments of death: -Dbroom.seed={0}", Long.toString(seed));
        Random chance = new Random(seed);

        buckets.forEach(this::post);
        Await.atMost(
                ALL_STARTED, "every run held", () -> Optional.of(heldAnew()).filter(held -> held.size() == RUNS));
        strike(chance, true);
        while (buckets.stream().anyMatch(bucket -> deaths(bucket) < DEATHS)) {
            Await.atMost(TAKEN_AGAIN, "a run taken again", () -> Optional.of(heldAnew())
                    .filter(held -> !held.isEmpty()));
            strike(chance, false);
        }

        Await.atMost(HOME, "the end of every run", () -> Optional.of(records()).filter(KilledEnvironmentIT::over));
        assertThat(buckets).allSatisfy(this::isWhole);
    }

    /** Without the retries of Lambda, which would bring a run home as well; and with leases that are soon over. */
    private void leaveItToTheWatchdog() {
        String function = calls.function();
        cloud.lambda().updateFunctionEventInvokeConfig(change -> change.functionName(function)
                .maximumRetryAttempts(0));
        cloud.lambda().updateFunctionConfiguration(change -> change.functionName(function)
                .timeout(TIMEOUT_SECONDS));
        cloud.lambda().waiter().waitUntilFunctionUpdatedV2(asked -> asked.functionName(function));
    }

    private void post(Bucket bucket) {
        ObjectNode call = Calls.patiently(bucket.name(), bucket.name(), "apply", SLOT);
        call.withObject("/job/limits").put("items", STALE);
        call.withObject("/job/approval").put("irreversible", "waived");
        calls.post(call);
    }

    /**
     * Ends every environment there is once an invocation has come far enough: at once, or one by the function's timeout. Which of
     * them holds which run cannot be told from outside; a run that was held and still is has been left behind.
     */
    private void strike(Random chance, boolean freezeOne) throws IOException, InterruptedException {
        Set<Hold> held = heldAnew();
        Map<RunId, Long> far = records().stream()
                .collect(Collectors.toMap(
                        Run::id, run -> run.stamp().version() + FEWEST_CHECKPOINTS + chance.nextInt(MORE_CHECKPOINTS)));
        Instant latest = RealTime.CLOCK.instant().plusMillis(chance.nextInt(LONGEST_LIFE_MILLIS));
        Await.atMost(ALL_STARTED, "the moment of death", () -> Optional.of(records())
                .filter(now -> RealTime.CLOCK.instant().isAfter(latest)
                        || now.stream()
                                .anyMatch(run -> run.stamp().version() >= far.getOrDefault(run.id(), Long.MAX_VALUE))));
        boolean freeze = freezeOne;
        for (ProcessHandle environment : Environments.of(calls.function()).alive()) {
            if (freeze) {
                Environments.freeze(environment);
            } else {
                Environments.kill(environment);
            }
            LOG.log(Level.INFO, "{0} process {1}", freeze ? "hung" : "killed", environment);
            freeze = false;
        }
        held.stream().filter(heldAnew()::contains).forEach(left -> {
            LOG.log(Level.INFO, "left behind: {0}", left);
            struck.add(left);
        });
    }

    /**
     * A run may have crashed more than once a death: a stand-in that takes back a whole table when it cancels one transaction
     * loses what others have written meanwhile, which to their writers looks like a lost lease.
     */
    private void isWhole(Bucket bucket) {
        Run run = runs.find(id(bucket)).orElseThrow();
        List<String> history = runs.history(run.id()).stream().map(Entry::what).toList();
        LOG.log(Level.INFO, "{0}: {1}", run.id(), history);
        assertThat(run.state().status()).as(run.toString()).isEqualTo(Status.COMPLETED);
        Totals totals = run.progress().totals();
        assertThat(totals.scanned()).isEqualTo(STALE + FRESH);
        assertThat(totals.found()).isEqualTo(STALE);
        assertThat(totals.done() + totals.skipped() + totals.failed()).isEqualTo(STALE);
        assertThat(totals.remaining()).isZero();
        assertThat(history)
                .filteredOn("crashed"::equals)
                .as("crashes of %s", run.id())
                .hasSizeGreaterThanOrEqualTo(DEATHS);
        assertThat(runs.recent(run.job().name(), 10)).hasSize(1);
        assertThat(bucket.keys())
                .containsExactlyInAnyOrderElementsOf(keys(FRESH, ".keep").toList());
    }

    /** Who holds a run and was not struck before. */
    private Set<Hold> heldAnew() {
        Instant now = RealTime.CLOCK.instant();
        return records().stream()
                .filter(run -> run.state() instanceof Running held
                        && held.leaseExpires().isAfter(now))
                .map(run -> new Hold(run.id(), run.stamp().fence()))
                .filter(hold -> !struck.contains(hold))
                .collect(Collectors.toUnmodifiableSet());
    }

    private long deaths(Bucket bucket) {
        return struck.stream().filter(hold -> hold.run().equals(id(bucket))).count();
    }

    private static boolean over(List<Run> records) {
        return records.size() == RUNS && records.stream().noneMatch(Run::live);
    }

    private List<Run> records() {
        return buckets.stream()
                .flatMap(bucket -> runs.find(id(bucket)).stream())
                .toList();
    }

    private static RunId id(Bucket bucket) {
        return RunId.of(new JobName(bucket.name()), new Slot(SLOT));
    }

    private void fill() throws InterruptedException, ExecutionException {
        String[] all = Stream.concat(keys(STALE, ".tmp"), keys(FRESH, ".keep")).toArray(String[]::new);
        List<Callable<Bucket>> fillings = buckets.stream()
                .<Callable<Bucket>>map(bucket -> () -> bucket.create().with(all))
                .toList();
        for (Future<Bucket> filled : threads.invokeAll(fillings)) {
            filled.get();
        }
    }

    private static Stream<String> keys(int count, String suffix) {
        return IntStream.range(0, count).mapToObj("in/%04d"::formatted).map(key -> key + suffix);
    }

    /** One invocation's right to move one run. */
    private record Hold(RunId run, long fence) {}
}
