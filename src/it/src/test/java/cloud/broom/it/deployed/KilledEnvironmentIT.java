package cloud.broom.it.deployed;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
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
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
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

    private static final int KILLED = 5;
    private static final int RUNS = KILLED + 1;
    private static final int STALE = 300;
    private static final int FRESH = 30;
    private static final String SLOT = "doomed";
    private static final int LONGEST_LIFE_MILLIS = 6000;
    private static final Duration ALL_STARTED = Duration.ofMinutes(2);

    /** The timeout of 60 s, the lease's 10 s more, the schedule's minute, and what is left to do. */
    private static final Duration HOME = Duration.ofMinutes(6);

    private final String stem = "broom-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Cloud cloud = Cloud.ofEnvironment();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(RUNS);
    private final List<Bucket> buckets = IntStream.rangeClosed(1, RUNS)
            .mapToObj(n -> new Bucket(cloud.s3(), stem + "-" + n))
            .toList();
    private final SamStack stack;
    private final DynamoRuns runs;

    KilledEnvironmentIT() throws IOException, InterruptedException {
        String targets = buckets.stream().map(Bucket::name).collect(Collectors.joining(","));
        stack = SamStack.deploy(
                cloud, stem, Map.of("TargetBuckets", targets, "PartItems", "3", "TaskTimeoutSeconds", "60"));
        runs = new DynamoRuns(cloud.dynamoDb(), stack.output("Table"));
    }

    @AfterAll
    void remove() {
        threads.shutdownNow();
        buckets.forEach(Bucket::delete);
        stack.close();
        cloud.close();
    }

    @Test
    void comeHomeByTheWatchdogAloneWhetherKilledOrHung() throws Exception {
        fill();
        Calls calls = new Calls(cloud.lambda(), stack.output("S3StaleObjectsFunction"));
        buckets.forEach(bucket -> calls.post(Calls.patiently(bucket.name(), bucket.name(), "apply", SLOT)));
        Await.atMost(ALL_STARTED, "every run held", () -> Optional.of(held()).filter(held -> held == RUNS));

        strike(Environments.of(calls.function()).alive());

        assertThat(held())
                .as("runs held, or left behind, when each environment had been struck")
                .isEqualTo(RUNS);
        Await.atMost(HOME, "the end of every run", () -> Optional.of(records()).filter(KilledEnvironmentIT::over));
        assertThat(buckets).allSatisfy(this::isWhole);
    }

    /** Ends each environment at a moment of its own: all but one at once, that one by the function's timeout. */
    private void strike(List<ProcessHandle> environments) throws InterruptedException, ExecutionException {
        assertThat(environments).as("environments of %s runs", RUNS).hasSize(RUNS);
        long seed = Long.getLong("broom.seed", RealTime.CLOCK.millis());
        LOG.log(Level.INFO, "seed of the moments of death: -Dbroom.seed={0}", Long.toString(seed));
        Random chance = new Random(seed);
        List<Future<?>> strikes = new ArrayList<>();
        for (ProcessHandle environment : environments) {
            boolean freeze = strikes.isEmpty();
            int life = chance.nextInt(LONGEST_LIFE_MILLIS);
            strikes.add(threads.schedule(() -> strike(environment, life, freeze), life, MILLISECONDS));
        }
        for (Future<?> strike : strikes) {
            strike.get();
        }
    }

    private static Object strike(ProcessHandle environment, int life, boolean freeze)
            throws IOException, InterruptedException {
        if (freeze) {
            Environments.freeze(environment);
        } else {
            Environments.kill(environment);
        }
        LOG.log(Level.INFO, "{0} process {1} after {2} ms", freeze ? "hung" : "killed", environment, life);
        return environment;
    }

    /**
     * A run may have crashed more than once: a stand-in that takes back a whole table when it cancels one transaction loses
     * what others have written meanwhile, which to their writers looks like a lost lease.
     */
    private void isWhole(Bucket bucket) {
        Run run = record(bucket).orElseThrow();
        List<String> history = runs.history(run.id()).stream().map(Entry::what).toList();
        LOG.log(Level.INFO, "{0}: {1}", run.id(), history);
        assertThat(run.state().status()).as(run.toString()).isEqualTo(Status.COMPLETED);
        Totals totals = run.progress().totals();
        assertThat(totals.found()).isEqualTo(STALE);
        assertThat(totals.done() + totals.skipped() + totals.failed()).isEqualTo(STALE);
        assertThat(totals.remaining()).isZero();
        assertThat(history).as("%s", run.id()).contains("crashed");
        assertThat(runs.recent(run.job().name(), 10)).hasSize(1);
        assertThat(bucket.keys())
                .containsExactlyInAnyOrderElementsOf(keys(FRESH, ".keep").toList());
    }

    private long held() {
        return records().stream().filter(run -> run.state() instanceof Running).count();
    }

    private static boolean over(List<Run> records) {
        return records.size() == RUNS && records.stream().noneMatch(Run::live);
    }

    private List<Run> records() {
        return buckets.stream().flatMap(bucket -> record(bucket).stream()).toList();
    }

    private Optional<Run> record(Bucket bucket) {
        return runs.find(RunId.of(new JobName(bucket.name()), new Slot(SLOT)));
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
        return IntStream.range(0, count).mapToObj("in/%03d"::formatted).map(key -> key + suffix);
    }
}
