package cloud.broom.it;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.it.Doomed.Plot;
import cloud.broom.it.Doomed.Story;
import cloud.broom.it.runtime.FunctionProcess;
import cloud.broom.it.runtime.RuntimeApi.Answer;
import cloud.broom.job.JobName;
import cloud.broom.plan.Totals;
import cloud.broom.run.Entry;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The function as it is packed, in processes that end as {@code kill -9} ends them, at moments nobody has chosen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("kills")
final class KilledProcessIT {
    private static final System.Logger LOG = System.getLogger(KilledProcessIT.class.getName());

    private static final int STALE = 600;
    private static final int FRESH = 150;
    private static final int PART_ITEMS = 50;

    /** How many processes the machine is to bear at a time. */
    private static final int PROCESSES = 4;

    private static final int KILLS = 20;
    private static final int DUPLICATES = 20;
    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final Duration LONG = Duration.ofSeconds(25);

    /** Long enough that the run is done in one invocation on the busiest machine: one that is put down is anybody's. */
    private static final Duration UNDISTURBED = Duration.ofMinutes(5);

    private final Instant now = RealTime.CLOCK.instant();
    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BootedStack stack;

    KilledProcessIT(@TempDir Path folder) {
        stack = new BootedStack(folder);
    }

    @AfterAll
    void close() {
        threads.shutdownNow();
        killer.shutdownNow();
        stack.close();
    }

    /**
     * The margin before the deadline lets an invocation of a few seconds move its run by one part, so a short lease lets a
     * run die more than once; runs that are given longer die once, with many parts done in one invocation.
     */
    @Test
    void doesWhatIsLeftHoweverOftenItsProcessIsKilled() throws Exception {
        Random seeds = new Random(seed());
        List<Story> stories = new ArrayList<>(play(Stream.concat(
                        IntStream.rangeClosed(1, 4)
                                .mapToObj(n -> new Plot("once-" + n, PART_ITEMS, 1, 80, LONG, false, seeds.nextLong())),
                        IntStream.rangeClosed(1, 8)
                                .mapToObj(
                                        n -> new Plot("twice-" + n, PART_ITEMS, 2, 40, SHORT, true, seeds.nextLong())))
                .toList()));
        while (kills(stories) < KILLS) {
            stories.addAll(play(IntStream.range(kills(stories), KILLS)
                    .mapToObj(n -> new Plot("again-" + n, PART_ITEMS, 1, 40, SHORT, true, seeds.nextLong()))
                    .toList()));
        }

        assertThat(stories).allSatisfy(this::isWhole);
    }

    private List<Story> play(List<Plot> plots) throws InterruptedException, ExecutionException {
        plots.forEach(plot -> fill(plot.job()));
        Semaphore room = new Semaphore(PROCESSES, true);
        List<Story> stories = new ArrayList<>();
        for (Future<Story> told : threads.invokeAll(plots.stream()
                .map(plot -> new Doomed(stack, plot, room, killer))
                .toList())) {
            stories.add(told.get());
        }
        return stories;
    }

    private static int kills(List<Story> stories) {
        return stories.stream().mapToInt(Story::kills).sum();
    }

    @Test
    void letsOneOfManyDuplicatesActThoughTheyComeAtOnce() throws Exception {
        Plot plot = new Plot("at-once", PART_ITEMS, 0, 1, UNDISTURBED, false, 0);
        fill(plot.job());
        List<FunctionProcess> processes = new ArrayList<>();
        try {
            for (int n = 1; n <= PROCESSES; n++) {
                processes.add(stack.boot(Doomed.TASK, plot.job(), Map.of("BROOM_PART_ITEMS", "100")));
            }
            for (FunctionProcess process : processes) {
                process.ready();
            }

            List<Callable<Answer>> calls = IntStream.range(0, DUPLICATES)
                    .<Callable<Answer>>mapToObj(
                            n -> () -> processes.get(n % PROCESSES).invoke(Plot.call(plot.job(), "apply"), UNDISTURBED))
                    .toList();
            List<JsonNode> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(read(answer.get()));
            }

            assertThat(answers)
                    .filteredOn(answer -> !answer.path("duplicate").asBoolean())
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.path("done").asInt()).isEqualTo(STALE));
            assertThat(answers)
                    .extracting(answer -> answer.path("run").asText())
                    .containsOnly(plot.run().value());
            assertThat(stack.runs().history(plot.run()))
                    .extracting(Entry::what)
                    .containsExactly("claimed", "COMPLETED");
            isClean(plot.run().job());
        } finally {
            processes.forEach(FunctionProcess::close);
        }
    }

    private void fill(String job) {
        Instant old = now.minus(Duration.ofDays(100));
        IntStream.range(0, STALE).forEach(n -> stack.s3().seed(BootedStack.TARGET, key(job, n, "stale"), 10, old));
        IntStream.range(0, FRESH)
                .forEach(n -> stack.s3().seed(BootedStack.TARGET, key(job, n * STALE / FRESH, "fresh"), 10, now));
    }

    private static String key(String job, int n, String kind) {
        return "%s/%04d.%s".formatted(job, n, kind);
    }

    private void isWhole(Story story) {
        Run run = story.run();
        assertThat(run.state().status()).as(run.toString()).isEqualTo(Status.COMPLETED);
        Totals totals = run.progress().totals();
        assertThat(totals.scanned()).isEqualTo(STALE + FRESH);
        assertThat(totals.found()).isEqualTo(STALE);
        assertThat(totals.done() + totals.skipped() + totals.failed()).isEqualTo(STALE);
        assertThat(totals.done()).isEqualTo(STALE);
        assertThat(totals.remaining()).isZero();
        assertThat(stack.runs().history(run.id()))
                .extracting(Entry::what)
                .filteredOn("crashed"::equals)
                .as("crashes of %s", run.id())
                .hasSize(story.crashes());
        isClean(run.job().name());
    }

    /** One run was made for the job, and of its objects those that are fresh are left. */
    private void isClean(JobName job) {
        assertThat(stack.runs().recent(job, 10)).hasSize(1);
        assertThat(stack.s3().keys(BootedStack.TARGET))
                .filteredOn(key -> key.startsWith(job + "/"))
                .containsExactlyElementsOf(IntStream.range(0, FRESH)
                        .mapToObj(n -> key(job.value(), n * STALE / FRESH, "fresh"))
                        .toList());
    }

    private static JsonNode read(Answer answer) throws IOException {
        assertThat(answer.error()).as(answer.body()).isFalse();
        return new ObjectMapper().readTree(answer.body());
    }

    /** Another with each run; that of one that failed is given again as {@code -Dbroom.seed}. */
    private static long seed() {
        long seed = Long.getLong("broom.seed", RealTime.CLOCK.millis());
        LOG.log(Level.INFO, "seed of the moments of death: -Dbroom.seed={0}", Long.toString(seed));
        return seed;
    }
}
